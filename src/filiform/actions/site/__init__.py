"""What happens with the clinic's own site?"""
