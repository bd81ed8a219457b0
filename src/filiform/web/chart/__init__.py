"""What does the therapist see: the day, a visit, the bedside, the chart?"""
