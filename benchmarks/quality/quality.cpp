#include "quality.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <skillmatch/io/file.h>
#include <skillmatch/model.h>
#include <skillmatch/rarity.h>
#include <skillmatch/scorer.h>
#include <skillmatch/statistics.h>

namespace quality {
namespace {

using namespace skillmatch;  // NOLINT: a program

System by_model(std::string name, std::string against, const Catalog& catalog, Model model) {
  auto scorer = std::make_shared<const Scorer>(catalog, std::move(model));
  return {std::move(name), std::move(against),
          [scorer](const Profile& profile, std::span<const CompanyId> companies) {
            const auto query = scorer->prepare(profile);
            std::vector<double> scores;
            for (const CompanyId company : companies) {
              scores.push_back(query.not_ranked() || scorer->not_ranked(company)
                                   ? 0.0
                                   : scorer->score(query, company).score);
            }
            return scores;
          }};
}

// cos(u − μ, c − μ) with weights, from products with μ, the mean of the rows counted, that are made
// once. `is_unit`: u and every c are first made one long, so that their levels' scale says nothing.
class Centred {
 public:
  Centred(const Catalog& catalog, const Catalog& counted, std::vector<double> weights, bool is_unit)
      : catalog_(catalog),
        is_unit_(is_unit),
        weights_(std::move(weights)),
        mean_(counted.taxonomy().size()) {
    weights_.resize(mean_.size(), 1.0);
    for (std::size_t c = 0; c < counted.size(); ++c) {
      const auto id = static_cast<CompanyId>(c);
      const double share = scale_of(counted, id) / static_cast<double>(counted.size());
      for_each(counted, id, [&](std::size_t s, double x) { mean_[s] += share * x; });
    }
    for (std::size_t s = 0; s < mean_.size(); ++s) {
      mean_square_ += weights_[s] * mean_[s] * mean_[s];
    }
    for (std::size_t c = 0; c < catalog.size(); ++c) {
      const auto id = static_cast<CompanyId>(c);
      rows_.push_back(
          described(scale_of(catalog, id), [&](auto use) { for_each(catalog_, id, use); }));
    }
  }

  std::vector<double> scores(const Profile& profile, std::span<const CompanyId> companies) const {
    const auto for_each_held = [&](auto use) {
      for (const HeldSkill& held : profile.skills()) use(index(held.skill), held.level);
    };
    const Vector query = described(scale_of(for_each_held), for_each_held);
    std::vector<double> u(mean_.size());
    for_each_held([&](std::size_t s, double x) { u[s] = weights_[s] * x * query.scale; });
    std::vector<double> scores;
    for (const CompanyId company : companies) {
      const Vector& row = rows_[index(company)];
      double product = 0.0;
      for_each(catalog_, company, [&](std::size_t s, double x) { product += u[s] * x; });
      product = product * row.scale - query.with_mean - row.with_mean + mean_square_;
      const double norms = query.norm * row.norm;
      scores.push_back(norms > 0.0 ? product / norms : 0.0);
    }
    return scores;
  }

 private:
  struct Vector {
    double scale;      // what it is multiplied by
    double with_mean;  // Σ w x μ
    double norm;       // of x − μ
  };

  template <typename Use>
  static void for_each(const Catalog& catalog, CompanyId company, Use use) {
    const Requirements row = catalog.requirements(company);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement r = row[i];
      use(index(r.skill), r.importance * r.level);
    }
  }

  template <typename ForEach>
  double scale_of(ForEach for_each_entry) const {
    if (!is_unit_) return 1.0;
    double square = 0.0;
    for_each_entry([&](std::size_t s, double x) { square += weights_[s] * x * x; });
    return square > 0.0 ? 1.0 / std::sqrt(square) : 0.0;
  }
  double scale_of(const Catalog& catalog, CompanyId company) const {
    return scale_of([&](auto use) { for_each(catalog, company, use); });
  }

  template <typename ForEach>
  Vector described(double scale, ForEach for_each_entry) const {
    double square = 0.0;
    Vector vector{scale, 0.0, 0.0};
    for_each_entry([&](std::size_t s, double x) {
      square += weights_[s] * x * scale * x * scale;
      vector.with_mean += weights_[s] * x * scale * mean_[s];
    });
    vector.norm = std::sqrt(square - 2.0 * vector.with_mean + mean_square_);
    return vector;
  }

  const Catalog& catalog_;
  bool is_unit_;
  std::vector<double> weights_;
  std::vector<double> mean_;
  double mean_square_ = 0.0;
  std::vector<Vector> rows_;
};

System by_centred(std::string name, std::string against, std::shared_ptr<const Centred> centred) {
  return {std::move(name), std::move(against),
          [centred](const Profile& profile, std::span<const CompanyId> companies) {
            return centred->scores(profile, companies);
          }};
}

[[noreturn]] void fail(const std::string& words) {
  std::fprintf(stderr, "%s\n", words.c_str());
  std::exit(1);
}

std::vector<std::string> cells_of(std::string_view& rest, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  while (!rest.empty()) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (rest.starts_with('"')) {
        cells.back() += c;
        rest.remove_prefix(1);
      } else {
        quoted = false;
      }
    } else if (c == '"' && separator == ',' && cells.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      cells.emplace_back();
    } else if (c == '\n') {
      break;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

std::vector<System> all_systems(const Catalog& catalog, const Catalog& counted) {
  std::vector<System> systems;
  const std::vector<double> rarity = rarity_weights(counted);
  for (const std::string& name : built_in_model_names()) {
    systems.push_back(by_model(name, name == "balanced" ? "" : "balanced", catalog,
                               built_in_model(name).value()));
  }
  const auto centred = [&](const std::vector<double>& weights, bool is_unit) {
    return std::make_shared<const Centred>(catalog, counted, weights, is_unit);
  };
  systems.push_back(by_centred("centred cosine", "cosine", centred({}, false)));
  systems.push_back(by_centred("centred cosine of units", "cosine", centred({}, true)));
  for (const std::string& name : built_in_model_names()) {
    Model model = built_in_model(name).value();
    model.weights = rarity;
    systems.push_back(by_model(name + ", rarity", name, catalog, std::move(model)));
  }
  systems.push_back(by_centred("centred cosine of units, rarity", "centred cosine of units",
                               centred(rarity, true)));
  return systems;
}

System centred_on(std::string name, const Catalog& catalog, const Catalog& counted) {
  return by_centred(
      std::move(name), "cosine",
      std::make_shared<const Centred>(catalog, counted, std::vector<double>(), false));
}

std::vector<double> reciprocal_ranks(const System& system, const std::vector<Question>& questions) {
  std::vector<double> values;
  for (const Question& question : questions) {
    const std::vector<CompanyId>& candidates = *question.candidates;
    const std::vector<double> scores = system.scores(question.profile, candidates);
    const auto right = std::find(candidates.begin(), candidates.end(), question.right);
    const double score = scores[static_cast<std::size_t>(right - candidates.begin())];
    double before = 0.0;
    for (const double other : scores) before += other > score ? 1.0 : (other == score ? 0.5 : 0.0);
    values.push_back(1.0 / (before + 0.5));  // the right one itself is one of the equal ones
  }
  return values;
}

void print_table(const std::string& task, const char* measure, const std::vector<Measured>& systems,
                 const std::vector<std::string>& units) {
  std::printf(
      "\n### %s\n\n| system | %s | 95 %% | less that of | difference | 95 %% | p |\n"
      "| --- | ---: | --- | --- | ---: | --- | ---: |\n",
      task.c_str(), measure);
  const std::vector<std::string_view> groups(units.begin(), units.end());
  for (const Measured& system : systems) {
    const std::vector<double> means = mean_of_each(groups, system.values);
    const Comparison mean = compare_paired(std::vector<double>(means.size()), means);
    std::printf("| %s | %.4f | %.4f to %.4f |", system.name.c_str(), mean.difference, mean.low,
                mean.high);
    const auto before = std::find_if(systems.begin(), systems.end(), [&](const Measured& other) {
      return other.name == system.against;
    });
    if (before == systems.end()) {
      std::printf(" | | | |\n");
      continue;
    }
    const Comparison c = compare_paired(mean_of_each(groups, before->values), means);
    std::printf(" %s | %+.4f | %+.4f to %+.4f | %s%.4f |\n", system.against.c_str(), c.difference,
                c.low, c.high, c.p < 0.0001 ? "< " : "", std::max(c.p, 0.0001));
  }
  std::fflush(stdout);
}

void print_mrr(const std::string& task, const std::vector<System>& systems,
               const std::vector<Question>& questions) {
  std::vector<std::string> units;
  for (const Question& question : questions) units.push_back(question.unit);
  std::vector<Measured> measured;
  for (const System& system : systems) {
    measured.push_back({system.name, system.against, reciprocal_ranks(system, questions)});
  }
  print_table(task, "MRR", measured, units);
}

std::size_t Draw::below(std::size_t n) {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<std::size_t>((z ^ (z >> 31U)) % n);
}

void read_table(const std::string& file, char separator, const std::vector<std::string>& columns,
                const std::function<void(const std::vector<std::string>&)>& use) {
  const io::Text text = io::read_text(file);
  std::string_view rest = text.bytes;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  const std::vector<std::string> names = cells_of(rest, separator);
  std::vector<std::size_t> places;
  for (const std::string& column : columns) {
    const auto at = std::find(names.begin(), names.end(), column);
    if (at == names.end()) fail(file + ": no column " + column);
    places.push_back(static_cast<std::size_t>(at - names.begin()));
  }
  while (!rest.empty()) {
    std::vector<std::string> cells = cells_of(rest, separator);
    if (cells.size() < names.size()) cells.resize(names.size());
    std::vector<std::string> row;
    for (const std::size_t place : places) row.push_back(std::move(cells[place]));
    use(row);
  }
}

}  // namespace quality
