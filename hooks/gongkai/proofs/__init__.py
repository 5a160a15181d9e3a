"""The mathematics and formats of proofs: Merkle trees (RFC 6962), signed notes, checkpoints and tiles (C2SP), page proofs."""
