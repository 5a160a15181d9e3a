"""What helps an editor write: files taken in (`importing`), begun (`beginning`), mended (`fixing`)."""
