"""Needs stage: answers to levels per competency, by one or more raters, and what a profile takes from them."""
