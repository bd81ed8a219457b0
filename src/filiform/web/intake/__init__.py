"""What does a patient see before and between visits: the visit, the history, the consent?"""
