"""What do the desk, the worklist and the office see?"""
