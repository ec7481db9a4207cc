"""The room `finding`: over what one may see, by words."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """The room `finding`."""

    name = "alongside.finding"
    label = "finding"

    def ready(self) -> None:
        """Keep the index right through migrations, and forget in it whom the tables forget."""
        from django.db.models.signals import post_migrate, pre_migrate

        from alongside.finding.keeping import after_migrations, before_migrations, forget_deleted
        from alongside.passing_on.commands import keeps_copies

        pre_migrate.connect(before_migrations, sender=self)
        post_migrate.connect(after_migrations, sender=self)
        keeps_copies(forget_deleted)
