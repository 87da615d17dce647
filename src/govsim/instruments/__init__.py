"""What can be adopted: one instrument per file (or one close family), in folders by family. This is the policy menu."""
