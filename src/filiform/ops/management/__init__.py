"""Where does Django look for the commands?"""
