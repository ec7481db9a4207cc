import alongside.partnerships.refs
import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_agreeing"),
        ("learning", "0004_from_a_round"),
        ("partnerships", "0001_initial"),
        ("rounds", "0007_waiting"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="agreement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="actions",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="key",
            field=models.CharField(editable=False, max_length=43, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="action",
            name="on",
            field=models.DateField(default=datetime.date(1970, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="action",
            name="people",
            field=models.ManyToManyField(related_name="+", to="partnerships.membership"),
        ),
        migrations.AddField(
            model_name="action",
            name="signs",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="actionversion",
            name="people",
            field=models.ManyToManyField(related_name="+", to="partnerships.membership"),
        ),
        migrations.AddField(
            model_name="actionversion",
            name="signs",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="outcome",
            name="learned",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name="action",
            name="question",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="action",
            name="talk",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="action", to="learning.talk"
            ),
        ),
        migrations.AlterField(
            model_name="outcome",
            name="happened",
            field=models.CharField(
                choices=[
                    ("yes", "Yes"),
                    ("partly", "Partly"),
                    ("no", "Not yet"),
                    ("changed", "We changed it"),
                    ("let-go", "We let it go"),
                ],
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=alongside.partnerships.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                ("question", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
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
                        related_name="gatherings",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gatherings",
                        to="rounds.round",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Insight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "ref",
                    models.CharField(
                        default=alongside.partnerships.refs.new_ref, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("make", "What we make of it"),
                            ("unsettled", "What is not settled"),
                            ("live-with", "To live with"),
                        ],
                        default="make",
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("other", models.CharField(blank=True, max_length=2000)),
                ("place", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(editable=False, max_length=43, null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="insights", to="learning.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["gathering", "place", "pk"],
            },
        ),
        migrations.AddField(
            model_name="action",
            name="insight",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="actions", to="learning.insight"
            ),
        ),
        migrations.CreateModel(
            name="InsightEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="endings", to="learning.insight"
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="learning.insight"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InsightVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("make", "What we make of it"),
                            ("unsettled", "What is not settled"),
                            ("live-with", "To live with"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("other", models.CharField(blank=True, max_length=2000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="learning.insight"
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                ("said", models.BigIntegerField(null=True)),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="learning.gathering"
                    ),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pieces",
                        to="learning.insight",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="learning.line",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PieceVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="learning.insight"
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="learning.piece"
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuoteAsking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "leaves",
                    models.CharField(
                        blank=True,
                        choices=[("named", "Yes, with my name"), ("unnamed", "Yes, without my name"), ("no", "No")],
                        max_length=8,
                    ),
                ),
                ("said_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quote_asking", to="rounds.answer"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnerships.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("round__isnull", False)),
                fields=("partnership", "question", "round"),
                name="one_gathering_of_a_question_in_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("round", None)),
                fields=("partnership", "question"),
                name="one_gathering_of_the_talks",
            ),
        ),
        migrations.AddConstraint(
            model_name="insightend",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("insight",), name="ended_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="insightversion",
            constraint=models.UniqueConstraint(fields=("insight", "version"), name="one_insight_version"),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                fields=("gathering", "said", "insight"), name="said_lies_once_under_a_sentence"
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                fields=("gathering", "line", "insight"), name="line_lies_once_under_a_sentence"
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                condition=models.Q(("insight", None)), fields=("gathering", "said"), name="said_is_left_out_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                condition=models.Q(("insight", None)), fields=("gathering", "line"), name="line_is_left_out_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("line__isnull", False), ("said", None)),
                    models.Q(("line", None), ("said__isnull", False)),
                    _connector="OR",
                ),
                name="one_thing_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceversion",
            constraint=models.UniqueConstraint(fields=("piece", "version"), name="one_piece_version"),
        ),
    ]
