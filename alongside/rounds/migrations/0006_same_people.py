import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rounds", "0005_putting_aside")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="from_sheets",
            field=models.BooleanField(default=True),
        ),
        migrations.CreateModel(
            name="SamePeople",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.PositiveIntegerField()),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rounds.picture"
                    ),
                ),
                (
                    "picture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="same_people",
                        to="rounds.picture",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SameStances",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stance", models.PositiveSmallIntegerField()),
                ("then", models.PositiveIntegerField()),
                ("now", models.PositiveIntegerField()),
                (
                    "same",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stances",
                        to="rounds.samepeople",
                    ),
                ),
            ],
            options={
                "ordering": ["stance"],
                "constraints": [
                    models.UniqueConstraint(fields=("same", "stance"), name="a_place_of_the_same_counted_once")
                ],
            },
        ),
    ]
