// The report of tuning as a page: the learning curve and the weights drawn, all figures as tables.
#include "judged.h"
#include "model_weights.h"
#include "page.h"
#include "svg.h"
#include "tuning_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kWeightsDrawn = 24;

// A step of 1, 2 or 5 times a power of ten of which about `count` make up `range`.
double tick_step(double range, double count) {
  const double rough = range / count;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double unit : {1.0, 2.0, 5.0}) {
    if (unit * power >= rough) return unit * power;
  }
  return 10.0 * power;
}

std::string tick_text(double x, double step) {
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, x);
  return text.data();
}

std::string curve_chart(const TuningView& view) {
  const std::vector<CurvePoint>& curve = view.test.curve;
  constexpr double kHeight = 320.0;
  constexpr double kLeft = 60.0;
  constexpr double kRight = 660.0;
  constexpr double kTop = 16.0;
  constexpr double kBottom = 270.0;
  const double start = view.test.mean_before.ndcg;
  double least = start;
  double most = start;
  for (const CurvePoint& point : curve) {
    least = std::min({least, point.ndcg, start + point.against_start.low});
    most = std::max({most, point.ndcg, start + point.against_start.high});
  }
  // A flat curve is drawn flat; no NDCG is above 1.
  most = std::min(1.0, std::max(most, least + 0.01));
  least = std::min(least, most - 0.01);
  const double step = tick_step(most - least, 5.0);
  const double low = std::floor(least / step) * step;
  const double high = std::max(low + step, std::ceil(most / step) * step);
  const auto y = [&](double ndcg) {
    return kBottom - (ndcg - low) / (high - low) * (kBottom - kTop);
  };
  const double first = std::log(static_cast<double>(curve.front().queries));
  const double range = std::log(static_cast<double>(curve.back().queries)) - first;
  const auto x = [&](const CurvePoint& point) {
    if (range <= 0.0) return 0.5 * (kLeft + kRight);
    const double share = (std::log(static_cast<double>(point.queries)) - first) / range;
    return kLeft + 24.0 + share * (kRight - kLeft - 48.0);
  };
  Svg svg(kHeight, "Learning curve: " + view.ndcg_name() +
                       " on held-out queries by the number of queries learnt from; the table below "
                       "has the figures");
  for (double tick = low; tick <= high + 0.5 * step; tick += step) {
    svg.line(kLeft, y(tick), kRight, y(tick), "axis");
    svg.words(kLeft - 8.0, y(tick) + 4.0, "end", tick_text(tick, step), "soft");
  }
  svg.line(kLeft, y(start), kRight, y(start), "start");
  // Apart enough to be read where the two are all but one.
  const double apart = curve.back().ndcg >= start ? -8.0 : 8.0;
  const bool is_close = std::abs(y(curve.back().ndcg) - y(start)) < 16.0;
  svg.words(kRight + 8.0, y(start) + 4.0 - (is_close ? apart : 0.0), "start",
            view.is_of_features() ? "single feature" : "start model", "soft");
  double last_label = 0.0;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const double at = x(curve[i]);
    svg.line(at, y(start + curve[i].against_start.low), at, y(start + curve[i].against_start.high),
             "range");
    if (i > 0) svg.line(x(curve[i - 1]), y(curve[i - 1].ndcg), at, y(curve[i].ndcg), "curve");
    svg.dot(at, y(curve[i].ndcg), 4.0, "dot");
    // The last stands, and none overlaps it.
    const bool is_last = i + 1 == curve.size();
    if (!is_last && (at - last_label < 36.0 || x(curve.back()) - at < 36.0)) continue;
    svg.words(at, kBottom + 20.0, "middle", std::to_string(curve[i].queries), "soft");
    last_label = at;
  }
  svg.words(kRight + 8.0, y(curve.back().ndcg) + 4.0 + (is_close ? apart : 0.0), "start", "tuned",
            "");
  svg.words(0.5 * (kLeft + kRight), kBottom + 42.0, "middle", "queries learnt from (logarithmic)",
            "soft");
  return svg.finish();
}

std::string weights_chart(const TuningView& view) {
  constexpr double kRow = 24.0;
  constexpr double kLeft = 270.0;
  constexpr double kRight = 690.0;
  const std::size_t rows = std::min(kWeightsDrawn, view.moved.size());
  const bool linear = view.is_of_features();
  // Factors of any size; what is beyond a million in either direction ends there.
  const auto place = [&](double value) {
    return linear ? value : std::log(std::clamp(value, 1e-6, 1e6));
  };
  double reach = 1e-9;
  for (std::size_t i = 0; i < rows; ++i) {
    const MovedWeight& m = view.moved[i];
    reach = std::max(
        {reach, std::abs(place(m.value)), std::abs(place(m.least)), std::abs(place(m.most))});
  }
  const double middle = 0.5 * (kLeft + kRight);
  const auto x = [&](double value) {
    return middle + place(value) / reach * 0.5 * (kRight - kLeft);
  };
  const double bottom = 8.0 + kRow * static_cast<double>(rows);
  Svg svg(bottom + 30.0, "The weights that moved most; the table below has the figures");
  for (std::size_t i = 0; i < rows; ++i) {
    const MovedWeight& m = view.moved[i];
    const double top = 8.0 + kRow * static_cast<double>(i);
    svg.words(kLeft - 12.0, top + 16.0, "end", fit_width(m.name, 34), "");
    svg.box(std::min(middle, x(m.value)), top + 5.0, std::abs(x(m.value) - middle), 13.0, "bar");
    svg.line(x(m.least), top + 11.5, x(m.most), top + 11.5, "range");
    svg.line(x(m.least), top + 8.0, x(m.least), top + 15.0, "range");
    svg.line(x(m.most), top + 8.0, x(m.most), top + 15.0, "range");
    svg.words(kRight + 12.0, top + 16.0, "start", (linear ? "" : "× ") + weight_text(m.value),
              "soft");
  }
  svg.line(middle, 4.0, middle, bottom, "axis");
  svg.words(middle, bottom + 20.0, "middle",
            linear ? "0, in standard deviations of the feature" : "× 1: as the start model has it",
            "soft");
  return svg.finish();
}

std::string measures_table(const TuningView& view) {
  const std::string at = "@" + std::to_string(view.options.evaluation.k);
  std::vector<std::vector<std::string>> rows{
      {"held out", view.ndcg_name(), "map", "mrr", "p" + at, "recall" + at, "Kendall’s tau"}};
  const auto add = [&](const char* name, const Measures& of) {
    std::vector<std::string> row{name};
    for (const auto measure : kMeasures) row.push_back(four_decimals(of.*measure));
    rows.push_back(std::move(row));
  };
  add(view.is_of_features() ? "best single feature" : "start model", view.test.mean_before);
  add("tuned", view.test.mean_after);
  return html_table(rows);
}

std::string curve_table(const TuningView& view) {
  std::vector<std::vector<std::string>> rows{{"queries learnt from", view.ndcg_name(),
                                              view.is_of_features()
                                                  ? "gain over the single feature [95 % interval]"
                                                  : "gain over the start [95 % interval]",
                                              "p"}};
  for (const CurvePoint& point : view.test.curve) {
    rows.push_back({std::to_string(point.queries), four_decimals(point.ndcg),
                    difference_text(point.against_start),
                    html_text(p_text(point.against_start.p))});
  }
  return html_table(rows);
}

std::string weights_table(const TuningView& view) {
  std::vector<std::vector<std::string>> rows{{view.is_of_features() ? "feature" : "skill",
                                              view.is_of_features() ? "weight" : "times",
                                              "least of the folds", "most of the folds"}};
  for (const MovedWeight& m : view.moved) {
    rows.push_back(
        {html_text(m.name), weight_text(m.value), weight_text(m.least), weight_text(m.most)});
  }
  return html_table(rows);
}

std::string folds_table(const TuningView& view) {
  std::vector<std::vector<std::string>> rows{{"fold", "learnt from", "held out", "l2"}};
  for (std::size_t i = 0; i < view.test.folds.size(); ++i) {
    const HeldOutFold& fold = view.test.folds[i];
    rows.push_back({std::to_string(i + 1), grouped(fold.training), grouped(fold.held_out),
                    number_text(fold.weight_decay)});
  }
  return html_table(rows);
}

}  // namespace

std::string tuning_page(const TuningView& view) {
  const HeldOutTest& test = view.test;
  const std::string of = view.is_of_features() ? "queries" : "profiles";
  std::string body = "<h1>What tuning found</h1>\n";
  const auto add = [&](const std::string& html) { body += html; };
  add("<p class=\"soft\">" + html_text(view.source.name) + ": " + grouped(view.source.lists) +
      " judged lists, " + grouped(view.source.judgments) + " judgments; " + usable_text(view) +
      " to learn from, " + grouped(test.skipped) + " skipped</p>\n");
  add("<p class=\"verdict " + std::string(test.verdict == TuningVerdict::better ? "good" : "bad") +
      "\">" + html_text(verdict_text(view)) + "</p>\n");
  if (!test.before.empty()) {
    add("<h2>On " + of + " that were held out</h2>\n" + measures_table(view));
    add("<p>" + view.ndcg_name() + " " + difference_text(test.ndcg) + " (95 % interval), p " +
        html_text(p_text(test.ndcg.p)) + ": better for " + std::to_string(test.ndcg.better) +
        ", worse for " + std::to_string(test.ndcg.worse) + " of " +
        std::to_string(test.ndcg.queries) + ".</p>\n");
  }
  add("<p>(" + html_text(kNotOutcomes) + ")</p>\n");
  if (!test.curve.empty()) {
    add("<h2>How much more judging would help</h2>\n" + curve_chart(view));
    add("<p class=\"soft\">Each point learns from so many queries of every fold; the lines are the "
        "95 % interval of the gain over what it is compared with.</p>\n");
    add("<details><summary>The figures</summary>\n" + curve_table(view) + "</details>\n");
  }
  if (!view.moved.empty() && !test.folds.empty()) {
    add(std::string("<h2>") +
        (view.is_of_features() ? "The greatest weights" : "The weights that moved most") +
        "</h2>\n" + weights_chart(view));
    add("<p class=\"soft\">A bar is the weight learnt from all " + of +
        "; the thin line spans those of the folds: short lines are stable weights.</p>\n");
    add("<details><summary>All " + grouped(view.moved.size()) + " weights</summary>\n" +
        weights_table(view) + "</details>\n");
  }
  if (test.verdict != TuningVerdict::too_few_profiles) {
    add("<h2>How it was learnt</h2>\n");
    if (view.parts) {
      add("<p>Blend " + rounded(view.parts->start_blend) + " → " + rounded(view.parts->blend) +
          ", relatedness " + rounded(view.parts->start_relatedness) + " → " +
          rounded(view.parts->relatedness) + ".</p>\n");
    }
    add("<p>l2 " + number_text(test.weight_decay) + "; " + std::to_string(test.iterations) +
        " iterations, then " + html_text(test.stopped) + ".</p>\n" + folds_table(view));
    std::vector<std::vector<std::string>> rows{{"made with", ""}};
    for (const auto& [name, value] : view.facts)
      rows.push_back({html_text(name), html_text(value)});
    add(html_table(rows));
  }
  return html_page("What tuning found", "en", body);
}

}  // namespace skillmatch::cli
