from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("passing_on", "0003_what_we_make_and_try"),
    ]

    operations = [
        migrations.AlterField(
            model_name="passedon",
            name="what",
            field=models.CharField(
                choices=[
                    ("talk", "The five lines"),
                    ("pictures", "What was asked of everybody"),
                    ("sentences", "What we make of it"),
                    ("thread", "From what was said to what came of it"),
                    ("leaving", "What we leave with"),
                    ("where", "Where we are"),
                    ("decision", "What was agreed"),
                    ("story", "What has happened"),
                    ("year", "The year on one page"),
                    ("file", "The whole partnership, as a file"),
                ],
                max_length=10,
            ),
        ),
    ]
