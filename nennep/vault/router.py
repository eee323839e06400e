"""Keys, wraps and shares lie in a database of their own: a copy of the main one opens nothing."""

from typing import Any

VAULT = "vault"
APART = frozenset({"holderkey", "wrap", "share", "handed", "unlocking", "returnkey"})


def lies_apart(app: str, model: str) -> bool:
    return app == VAULT and model in APART


class VaultRouter:
    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return VAULT if lies_apart(model._meta.app_label, model._meta.model_name) else None

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: Any) -> bool:
        return (db == VAULT) is lies_apart(app_label, model_name or "")
