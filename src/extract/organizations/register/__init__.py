"""The register: the user's own list of organizations, with their names and codes, and the package's small one."""

from extract.organizations.register.index import Hit, Register, known_to
from extract.organizations.register.rows import Row
from extract.organizations.register.table import Entry

__all__ = ["Entry", "Hit", "Register", "Row", "known_to"]
