"""What does a folder of Jekyll pages say, and at which address does each of them answer?"""
