"""Third to fifth stage: needs (the gap), resolve (the path and its reasons), timetable (days and times)."""
