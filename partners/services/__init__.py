"""What happens with partners: one function per thing that happens."""
