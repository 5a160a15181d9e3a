"""What is live: a release is staged, proved complete, switched to in one step, and can be taken back."""
