"""How findings are told: a module for each output format, which ``formats`` lists."""
