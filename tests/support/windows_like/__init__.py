"""A server that behaves as Windows does where Samba does not, for tests."""
