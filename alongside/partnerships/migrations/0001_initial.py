import alongside.partnerships.refs
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=alongside.partnerships.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("arrived_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "ref",
                    models.CharField(
                        default=alongside.partnerships.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("place", models.CharField(blank=True, max_length=80)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("new", "We are just starting"),
                            ("established", "We have worked together for a while"),
                        ],
                        max_length=12,
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("contact_name", models.CharField(blank=True, max_length=80)),
                ("contact_reach", models.CharField(blank=True, max_length=200)),
                ("started_at", models.DateTimeField()),
                ("start_hash", models.BinaryField(max_length=32, null=True, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nhs", "NHS or health"),
                            ("council", "Council or other public body"),
                            ("charity", "Charity or community group"),
                            ("faith", "Faith group"),
                            ("business", "Business or social enterprise"),
                            ("learning", "School, college or university"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Nobody paid"),
                            ("small", "Fewer than 10 paid staff"),
                            ("middle", "10 to 249 paid staff"),
                            ("large", "250 or more paid staff"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=40)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "who",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moments",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="partnerships.partnership"
            ),
        ),
        migrations.CreateModel(
            name="PartnershipVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=80)),
                ("place", models.CharField(blank=True, max_length=80)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("new", "We are just starting"),
                            ("established", "We have worked together for a while"),
                        ],
                        max_length=12,
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=80)),
                ("contact_reach", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="partnerships.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("organised", models.BooleanField(default=False)),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departures",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at", None)), fields=("membership",), name="gone_once_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliations",
                        to="partnerships.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="partnerships.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("membership",), name="comes_from_one_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organising",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "given_by",
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
                        related_name="organisings",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("membership",), name="organises_once_at_a_time"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                models.F("partnership"),
                name="one_organisation_of_a_name",
            ),
        ),
        migrations.AddIndex(
            model_name="moment",
            index=models.Index(fields=["partnership", "-id"], name="moments_of_a_partnership"),
        ),
        migrations.AddConstraint(
            model_name="partnershipversion",
            constraint=models.UniqueConstraint(fields=("partnership", "version"), name="one_partnership_version"),
        ),
    ]
