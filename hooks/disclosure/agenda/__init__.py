"""The agenda: everything that falls due for the office, whatever its topic. One module a topic, found by itself."""
