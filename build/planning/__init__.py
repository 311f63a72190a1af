"""Third to fifth stage: needs (the gap), resolve (the path with its reasons), timetable (days and clock times)."""
