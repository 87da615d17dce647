"""What is asked: settings composed, checked and frozen."""
