"""What goes out to other programs: plans and lists as plain data, JSON Schemas."""
