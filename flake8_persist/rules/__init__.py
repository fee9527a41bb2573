"""From accesses to findings. ``judge`` applies the rules; a module for each family holds their codes and texts."""
