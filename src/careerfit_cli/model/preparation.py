"""BLS's categories of what is typical to enter an occupation, the least first."""

EDUCATION = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)

EXPERIENCE = ("None", "Less than 5 years", "5 years or more")
"""Years of work in a related occupation."""

TRAINING = (
    "None",
    "Short-term on-the-job training",
    "Moderate-term on-the-job training",
    "Long-term on-the-job training",
)
"""Training on the job: up to a month, up to a year, more than a year.

Apprenticeships and internships stand beside these, neither above nor below.
"""
