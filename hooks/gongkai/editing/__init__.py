"""What helps an editor write: `importing` takes in files, `writing` never overwrites."""
