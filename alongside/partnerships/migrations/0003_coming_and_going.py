"""Who welcomes whom, what goes with those who leave, and what was put away for now."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0002_several_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Parting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                ("leaves_on", models.DateField(null=True)),
                ("goes", models.CharField(blank=True, max_length=1000)),
                ("takers", models.CharField(blank=True, max_length=1000)),
                ("ask", models.CharField(blank=True, max_length=1000)),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parting",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NotNow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="not_now",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("membership", "about"), name="put_away_once")],
            },
        ),
        migrations.CreateModel(
            name="PartingVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("leaves_on", models.DateField(null=True)),
                ("goes", models.CharField(blank=True, max_length=1000)),
                ("takers", models.CharField(blank=True, max_length=1000)),
                ("ask", models.CharField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "parting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="partnerships.parting"
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("parting", "version"), name="one_parting_version")],
            },
        ),
        migrations.CreateModel(
            name="Welcoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reach", models.CharField(blank=True, max_length=200)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="welcomings",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "welcomer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="partnerships.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("membership",), name="one_welcomer_at_a_time"
                    )
                ],
            },
        ),
    ]
