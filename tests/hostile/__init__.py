"""What somebody who means harm would send."""
