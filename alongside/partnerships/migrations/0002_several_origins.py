"""Somebody may come from several organisations at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="affiliation",
            name="comes_from_one_at_a_time",
        ),
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("membership", "organisation"),
                name="comes_from_each_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation", None), ("until", None)),
                fields=("membership",),
                name="a_resident_once_at_a_time",
            ),
        ),
    ]
