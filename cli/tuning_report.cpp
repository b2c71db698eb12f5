#include "tuning_report.h"

#include "judged.h"
#include "model_weights.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMovedShown = 12;

std::string curve_text(const TuningView& view, const Terminal& terminal) {
  if (view.test.curve.empty()) return {};
  Table table({{"learnt from", true}, {view.ndcg_name(), true}, {"gain"}, {"p", true}});
  for (const CurvePoint& point : view.test.curve) {
    table.add({{std::to_string(point.queries)},
               {four_decimals(point.ndcg)},
               {difference_text(point.against_start)},
               {p_text(point.against_start.p)}});
  }
  return table.text(terminal);
}

std::string weights_text(const TuningView& view, const Terminal& terminal) {
  if (view.moved.empty()) return {};
  Table table({{view.is_of_features() ? "feature" : "weight of", false, 12},
               {view.is_of_features() ? "weight" : "times", true},
               {"in the folds", true}});
  for (std::size_t i = 0; i < std::min(kMovedShown, view.moved.size()); ++i) {
    const MovedWeight& moved = view.moved[i];
    table.add({{moved.name},
               {weight_text(moved.value)},
               {weight_text(moved.least) + " to " + weight_text(moved.most)}});
  }
  std::string text = table.text(terminal);
  if (view.moved.size() > kMovedShown) {
    text += wrapped(
        "(" + std::to_string(view.moved.size() - kMovedShown) +
            (view.is_of_features() ? " more weights are smaller)" : " more weights moved less)"),
        terminal.width);
  }
  return text;
}

std::string unseen(const TuningView& view) {
  switch (view.options.grouping) {
    case Grouping::company:
      return "companies";
    case Grouping::both:
      return "profiles and companies";
    case Grouping::profile:
      break;
  }
  return "profiles";
}

Json measures_json(const Measures& m) {
  return {{"ndcg", m.ndcg},           {"map", m.average_precision}, {"mrr", m.reciprocal_rank},
          {"precision", m.precision}, {"recall", m.recall},         {"tau", m.kendall_tau}};
}

Json comparison_json(const Comparison& c) {
  return {{"difference", c.difference}, {"low", c.low}, {"high", c.high}, {"p", c.p}};
}

}  // namespace

std::vector<MovedWeight> moved_weights(const Catalog& catalog, const Model& start,
                                       const TuningReport& report) {
  std::vector<MovedWeight> moved;
  for (const WeightChange& change : weight_changes(start, report.model, catalog.taxonomy())) {
    const Skill& skill = catalog.taxonomy().skill(change.skill);
    MovedWeight one{skill.id, skill.name.in(Language::en), change.times(), change.times(),
                    change.times()};
    for (const Model& fold : report.fold_models) {
      if (fold.weights.empty()) continue;
      const double times = fold.weights[index(change.skill)] / change.from;
      one.least = std::min(one.least, times);
      one.most = std::max(one.most, times);
    }
    moved.push_back(std::move(one));
  }
  return moved;
}

std::vector<MovedWeight> moved_weights(const FeatureReport& report) {
  std::vector<MovedWeight> moved;
  for (const FeatureWeight& weight : report.model.weights) {
    if (weight.weight == 0.0) continue;
    const double value = weight.weight * weight.deviation;
    MovedWeight one{std::to_string(weight.number),
                    std::to_string(weight.number),
                    value,
                    value,
                    value,
                    weight.deviation};
    for (const FeatureModel& fold : report.fold_models) {
      const auto at = std::find_if(fold.weights.begin(), fold.weights.end(),
                                   [&](const auto& w) { return w.number == weight.number; });
      // In the same unit as the whole's.
      const double there = at == fold.weights.end() ? 0.0 : at->weight * weight.deviation;
      one.least = std::min(one.least, there);
      one.most = std::max(one.most, there);
    }
    moved.push_back(std::move(one));
  }
  std::stable_sort(moved.begin(), moved.end(), [](const MovedWeight& a, const MovedWeight& b) {
    return std::abs(a.value) > std::abs(b.value);
  });
  return moved;
}

std::string usable_text(const TuningView& view) {
  const HeldOutTest& test = view.test;
  if (view.is_of_features()) return grouped(test.usable) + " queries";
  const std::string profiles = grouped(test.profiles) + " profiles";
  return test.usable == test.profiles ? profiles : grouped(test.usable) + " lists of " + profiles;
}

std::string verdict_text(const TuningView& view) {
  const std::string least = std::to_string(HeldOutTest::kLeastProfiles);
  const std::string usable = std::to_string(view.test.profiles);
  switch (view.test.verdict) {
    case TuningVerdict::better:
      return view.is_of_features() ? "better than the best single feature, on queries not seen"
                                   : "better on " + unseen(view) + " it has not seen";
    case TuningVerdict::too_few_profiles:
      if (view.is_of_features()) {
        return "queries that can be learnt from: " + usable + "; it takes " + least +
               "; one needs documents of at least two different grades";
      }
      return "keep your weights: profiles that can be learnt from: " + usable + "; it takes " +
             least +
             "; one needs companies of at least two different grades, and a skill that the start "
             "model weighs";
    case TuningVerdict::no_test:
      return "keep your weights: no fold has companies of two grades on both sides; take fewer "
             "--folds";
    case TuningVerdict::not_better:
      return view.is_of_features()
                 ? "not surely better than the best single feature, on queries not seen"
                 : "keep your weights: on " + unseen(view) +
                       " it has not seen, what was learnt is not surely better";
  }
  return {};
}

std::string_view word_of(TuningVerdict verdict) {
  switch (verdict) {
    case TuningVerdict::better:
      return "better";
    case TuningVerdict::too_few_profiles:
      return "too_few_profiles";
    case TuningVerdict::no_test:
      return "no_test";
    case TuningVerdict::not_better:
      break;
  }
  return "not_better";
}

std::string tuning_table(const TuningView& view, const Terminal& terminal) {
  const HeldOutTest& test = view.test;
  std::string text;
  const auto line = [&](const std::string& words) { text += wrapped(words, terminal.width); };
  line(usable_text(view) + " to learn from, " + grouped(test.skipped) + " skipped; " +
       std::to_string(test.folds.size()) + " folds");
  if (!test.before.empty()) {
    Table table({{"held out"}, {view.ndcg_name(), true}, {"map", true}, {"mrr", true}});
    const auto row = [&](const std::string& name, const Measures& m) {
      table.add({{name, Style::bold},
                 {four_decimals(m.ndcg)},
                 {four_decimals(m.average_precision)},
                 {four_decimals(m.reciprocal_rank)}});
    };
    row(view.is_of_features() ? "best single feature" : "start", test.mean_before);
    row("tuned", test.mean_after);
    text += table.text(terminal);
    line(view.ndcg_name() + " " + difference_text(test.ndcg) + ", p " + p_text(test.ndcg.p) +
         ": better for " + std::to_string(test.ndcg.better) + ", worse for " +
         std::to_string(test.ndcg.worse) + " of " + std::to_string(test.ndcg.queries));
  }
  if (!test.folds.empty()) {
    text += curve_text(view, terminal);
    text += weights_text(view, terminal);
    const std::string parts = view.parts ? "blend " + rounded(view.parts->start_blend) + " → " +
                                               rounded(view.parts->blend) + ", relatedness " +
                                               rounded(view.parts->start_relatedness) + " → " +
                                               rounded(view.parts->relatedness) + "; "
                                         : "";
    line(parts + "l2 " + number_text(test.weight_decay) + "; " + std::to_string(test.iterations) +
         " iterations, then " + test.stopped);
  }
  line(verdict_text(view));
  line("(" + std::string(kNotOutcomes) + ")");
  return text;
}

std::string tuning_json(const TuningView& view) {
  const HeldOutTest& test = view.test;
  Json json{{"format", "skillmatch/tuning@1"},
            {"verdict", word_of(test.verdict)},
            {"judgments",
             {{"file", view.source.name},
              {"lists", view.source.lists},
              {"judgments", view.source.judgments},
              {"note", kNotOutcomes}}},
            {"usable", test.usable},
            {"profiles", test.profiles},
            {"skipped", test.skipped},
            {"queries", test.queries.size()},
            {"before", measures_json(test.mean_before)},
            {"after", measures_json(test.mean_after)},
            {"ndcg_difference", test.ndcg.difference},
            {"low", test.ndcg.low},
            {"high", test.ndcg.high},
            {"p", test.ndcg.p},
            {"l2", test.weight_decay},
            {"iterations", test.iterations},
            {"stopped", test.stopped}};
  if (view.parts) {
    json["blend"] = view.parts->blend;
    json["relatedness"] = view.parts->relatedness;
  }
  for (const auto& [name, value] : view.facts) json["made_with"][name] = value;
  json["folds"] = Json::array();
  for (const HeldOutFold& fold : test.folds) {
    json["folds"].push_back(
        {{"training", fold.training}, {"held_out", fold.held_out}, {"l2", fold.weight_decay}});
  }
  json["curve"] = Json::array();
  for (const CurvePoint& point : test.curve) {
    Json one{{"queries", point.queries}, {"ndcg", point.ndcg}};
    one.update(comparison_json(point.against_start));
    json["curve"].push_back(std::move(one));
  }
  json["weights"] = Json::array();
  for (const MovedWeight& moved : view.moved) {
    // A feature's weights are those of its own values here, not of standard deviations.
    Json weight{{view.is_of_features() ? "feature" : "skill", moved.id},
                {view.is_of_features() ? "weight" : "times", moved.value / moved.deviation},
                {"least", moved.least / moved.deviation},
                {"most", moved.most / moved.deviation}};
    if (view.is_of_features()) weight["deviation"] = moved.deviation;
    json["weights"].push_back(std::move(weight));
  }
  json["held_out"] = Json::array();
  for (std::size_t i = 0; i < test.queries.size(); ++i) {
    json["held_out"].push_back({{"query", view.query_ids[i]},
                                {"fold", test.fold[i]},
                                {"before", measures_json(test.before[i])},
                                {"after", measures_json(test.after[i])}});
  }
  return json_text(json, true);
}

}  // namespace skillmatch::cli
