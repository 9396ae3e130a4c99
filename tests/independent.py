"""An independent computation of what tests/program/independent.rs asks of the program: plain Python, no other library.

Usage: python3 independent.py FOLDER-OF-THE-STORE PLACES.CSV
Prints one JSON object an indicator. It reads the published files and the list of places by itself and follows METHODS."""

import csv, datetime, json, math, sys

# folder, name of the indicator in the file, code, sign of polarity (0 for no judgement), whether it is a percentage
ASKED = [
    ("employment-rate", "Employment rate", "employment-rate", 1, True),
    ("modelled-unemployment", "Modelled unemployment rate", "modelled-unemployment", -1, True),
    ("gross-value-added", "Gross value added per hour worked", "gross-value-added-per-hour-worked", 1, False),
    ("gross-value-added", "Gross value added per filled job", "gross-value-added-per-filled-job", 1, False),
    ("gross-disposable-household-income-per-head", "Gross disposable household income", "gross-disposable-household-income-per-head", 1, False),
    ("greenhouse-gas-emissions", "Greenhouse gas emissions", "greenhouse-gas-emissions", -1, False),
    ("domestic-electricity-consumption", "Electricity consumption", "domestic-electricity-consumption", -1, False),
    ("domestic-gas-consumption", "Gas consumption", "domestic-gas-consumption", -1, False),
    ("first-time-buyer-mortgage-sales", "First-time buyer mortgage sales", "first-time-buyer-mortgage-sales", 1, False),
    ("motor-vehicle-flow", "Motor vehicle flow", "motor-vehicle-flow", 0, False),
]
LOCAL = ("E06", "E07", "E08", "E09", "W06", "S12", "N09")
TREND_OF = "E08000032"
CHI = 9.549535706


def quantile(values, p):
    ordered = sorted(values)
    h = (len(ordered) - 1) * p
    low = math.floor(h)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (h - low) * (ordered[high] - ordered[low])


def places(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return {row["code"]: row for row in csv.DictReader(lines)}


def read(store, folder, name, known):
    """The figures of one indicator: code -> start -> (value, lower, upper), under the newest code of an area."""
    newest = lambda code: known[code]["successors"] if known.get(code, {}).get("change") == "recode" else code
    found = {}
    with open(f"{store}/{folder}/{folder}.csv", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["indicator"] != name:
                continue
            code = row["areacd"]
            while newest(code) != code:
                code = newest(code)
            number = lambda text: float(text) if text not in ("", None) else None
            value = number(row["observation"])
            if row["status"] in ("x", "z", "c", "u", "w", "low"):
                value = None
            own = row["areacd"] == code
            series = found.setdefault(code, {})
            if row["period"] not in series or own:
                series[row["period"]] = (value, number(row["lci_95"]), number(row["uci_95"]))
    return found


def region(code, known):
    for _ in range(6):
        code = known[code]["parent"]
        if code[:3] in ("E12", "W92", "S92", "N92"):
            return code
    raise ValueError(code)


def ended(code, period, known):
    return known[code]["to"] != "" and known[code]["to"] < period[:10]


def trend(series):
    """M4b by values with intervals over the last five yearly points."""
    points = sorted(series.items())[-5:]
    if len(points) < 5:
        return {"label": "cannot say", "reason": "too few periods are held"}
    years = [int(period[:4]) for period, _ in points]
    if any(value is None for _, (value, _, _) in points) or years != list(range(years[0], years[0] + 5)):
        return {"label": "cannot say", "reason": "a year is missing among the last five"}
    if any(low is None or high is None for _, (_, low, high) in points):
        return {"label": "cannot say", "reason": "no confidence interval is published"}
    v = [value for _, (value, _, _) in points]
    se = [(high - low) / 3.92 for _, (_, low, high) in points]

    def line(keep):
        w = [1 / se[i] ** 2 for i in keep]
        t = [i + 1 for i in keep]
        y = [v[i] for i in keep]
        sw, swt = sum(w), sum(a * b for a, b in zip(w, t))
        d = sw * sum(a * b * b for a, b in zip(w, t)) - swt * swt
        beta = (sw * sum(a * b * c for a, b, c in zip(w, t, y)) - swt * sum(a * c for a, c in zip(w, y))) / d
        return beta, math.sqrt(sw / d)

    beta, error = line(range(5))
    others = [line([i for i in range(5) if i != out])[0] for out in range(5)]
    clear = (beta / error) ** 2 > CHI and all(other * beta > 0 for other in others)
    label = ("increasing" if beta > 0 else "decreasing") if clear else "no significant change"
    return {"label": label, "slope": beta}


def ends(values, sign):
    """The worse tenth and the middle, in that order."""
    return quantile(values, 0.9 if sign < 0 else 0.1), quantile(values, 0.5)


def label_of(sign, bottom, top):
    """M6, standard errors unknown."""
    b, u = [sign * x for x in bottom], [sign * x for x in top]
    start, end = u[0] - b[0], u[1] - b[1]
    db, du = b[1] - b[0], u[1] - u[0]
    if start - end > 1e-9:
        if db > 1e-9:
            return "met in the middle" if du < -1e-9 else "levelled up"
        return "levelled down"
    if db > 1e-9 and du > 1e-9:
        return "both rose"
    if start - end < -1e-9:
        return "pulled apart"
    return "both fell" if du < -1e-9 else "no change"


def main():
    store, known = sys.argv[1], places(sys.argv[2])
    answers = []
    for folder, name, code, sign, percentage in ASKED:
        figures = read(store, folder, name, known)
        local = {place: series for place, series in figures.items() if place[:3] in LOCAL}
        by_period = {}
        for place, series in local.items():
            for period, (value, _, _) in series.items():
                if value is not None and not ended(place, period, known):
                    by_period.setdefault(period, {})[place] = value
        # Of an area that ended and its successor only the successor counts.
        for period, values in by_period.items():
            for place in list(values):
                if any(next_one in values for next_one in known[place]["successors"].split()):
                    del values[place]
        latest = sorted(by_period)[-1]
        now = by_period[latest]
        values = list(now.values())
        order = sorted(now.items(), key=lambda item: (sign * -item[1] if sign else -item[1], item[0]))
        ranking = []
        for index, (place, value) in enumerate(order):
            if index and abs(value - order[index - 1][1]) < 1e-9:
                ranking.append([place, ranking[-1][1], value])
            else:
                ranking.append([place, index + 1, value])
        middle = quantile(values, 0.5)
        mad = 1.4826 * quantile([abs(value - middle) for value in values], 0.5)
        scores = {place: (sign or 1) * (value - middle) / mad for place, value in now.items()}
        low, half = ends(values, sign)
        n = len(values)
        mean = sum(values) / n
        positive = min(values) > 0
        countries = {place[0] for place in now}
        members = [
            place for place, row in known.items()
            if place[:3] in LOCAL and place[0] in countries and row["to"] == "" and row["from"] <= latest[:10]
        ]
        near = percentage and not 10 <= mean <= 90 or n < 0.8 * max(len(members), n)
        theil = gini = within = None
        if not near:
            ordered = sorted(values)
            gini = sum((2 * i + 1 - n) * value for i, value in enumerate(ordered)) / (n * n * mean)
        if positive and not near:
            theil = sum(value / mean * math.log(value / mean) for value in values) / n
            regions = {}
            for place, value in now.items():
                regions.setdefault(region(place, known), []).append(value)
            inside = 0.0
            for group in regions.values():
                own = sum(group) / len(group)
                t = sum(value / own * math.log(value / own) for value in group) / len(group)
                inside += len(group) / n * own / mean * t
            within = 100 * inside / theil
        counts = {period: len(values) for period, values in by_period.items() if len(values) >= 10}
        usable = sorted(period for period, count in counts.items() if count * 5 >= max(counts.values()) * 4)
        first = usable[0]
        start = ends(list(by_period[first].values()), sign)
        closing = {
            "start": start[1] - start[0] if sign >= 0 else start[0] - start[1],
            "end": half - low if sign >= 0 else low - half,
            "start_period": first,
        }
        closing["percent_closed"] = 100 * (closing["start"] - closing["end"]) / closing["start"]
        if sign:
            closing["label"] = label_of(sign, (start[0], low), (start[1], half))
        else:
            closed = closing["start"] - abs(closing["end"])
            closing["label"] = "narrowed" if closed > 1e-9 else "widened" if closed < -1e-9 else "no clear change"
        answers.append({
            "code": code, "period": latest, "ranking": ranking, "scores": scores,
            "low": low, "middle": half, "gini": gini, "theil": theil, "within": within,
            "closing": closing, "trend": trend(figures[TREND_OF]),
            "ended": [place for place in local if ended(place, latest, known)],
        })
    json.dump(answers, sys.stdout)


main()
