// The scores a second time, straight from the formulas: dense vectors and plain loops, no scaling,
// no sparse rows, nothing of the engine included. Tests compare the engine with this, in double
// where the inputs are exact and in long double, whose exponents never run out, elsewhere.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace reference {

struct Requirement {
  std::size_t skill;
  double level;
  double importance = 1.0;
  bool must = false;
};

struct Company {
  std::vector<Requirement> requirements;  // in any order
  std::vector<double> offers;             // one an attribute; empty: offers nothing
};

struct Person {
  std::vector<std::optional<double>> levels;  // one a skill; nothing: unknown
  std::vector<double> wants;                  // one an attribute; empty: wants nothing
};

struct World {
  std::size_t concepts = 0;
  std::vector<std::vector<std::size_t>> broader;  // the concepts of each skill
  std::vector<Company> companies;

  std::size_t skills() const { return broader.size(); }
};

struct Model {
  std::vector<double> weights;  // one a skill
  double blend = 0.5;
  double breadth_floor = 3.0;
  double relatedness = 0.0;
};

enum class Gate { pass, unknown, fail };

template <typename Real>
struct Score {
  Real score;
  Real cosine;
  Real coverage;
  Gate gate;
};

template <typename Real>
class Scorer {
 public:
  using Row = std::vector<Real>;

  Scorer(World world, Model model) : world_(std::move(world)), model_(std::move(model)) {
    make_kernel();
  }

  // K = D((1−λ)I + λGᵀG)D, D = diag(√w). A skill without a concept is a concept of its own.
  void make_kernel() {
    const std::size_t n = world_.skills();
    std::size_t rows = world_.concepts;
    std::vector<std::vector<std::size_t>> concepts = world_.broader;
    for (auto& of_skill : concepts) {
      if (of_skill.empty()) of_skill.push_back(rows++);
    }
    std::vector<Row> g(rows, Row(n, Real(0)));
    for (std::size_t s = 0; s < n; ++s) {
      for (const std::size_t c : concepts[s]) {
        g[c][s] = Real(1) / std::sqrt(static_cast<Real>(concepts[s].size()));
      }
    }
    const Real lambda = model_.relatedness;
    kernel_.assign(n, Row(n, Real(0)));
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        Real shared = 0;
        for (std::size_t c = 0; c < rows; ++c) shared += g[c][s] * g[c][t];
        const Real own = s == t ? Real(1) - lambda : Real(0);
        // In the plain cosine the concepts are no part of it: Gᵀ G rounds, 1 does not.
        const Real middle = lambda == 0 ? Real(s == t) : own + lambda * shared;
        kernel_[s][t] =
            std::sqrt(Real(model_.weights[s])) * middle * std::sqrt(Real(model_.weights[t]));
      }
    }
  }

  Real cosine(const Person& person, const Company& company) const {
    const Row u = levels(person);
    const Row c = requirements(company);
    return product(u, c) / std::sqrt(product(u, u) * product(c, c));
  }

  // û: the level held, or λ times the best level held among skills that share a concept.
  Real lent_level(const Person& person, std::size_t skill) const {
    Real best = person.levels[skill].value_or(0.0);
    for (std::size_t t = 0; t < world_.skills(); ++t) {
      if (!share_a_concept(skill, t)) continue;
      best = std::max(best, Real(model_.relatedness) * Real(person.levels[t].value_or(0.0)));
    }
    return best;
  }

  Real coverage(const Person& person, const Company& company) const {
    Real held = 0;
    Real asked = 0;
    for (const Requirement& r : by_skill(company)) {
      const Real wa = Real(model_.weights[r.skill]) * Real(r.importance);
      held += wa * std::min(lent_level(person, r.skill) / Real(r.level), Real(1));
      asked += wa;
    }
    return held / std::max(asked, Real(model_.breadth_floor));
  }

  Gate gate(const Person& person, const Company& company) const {
    Gate worst = Gate::pass;
    for (const Requirement& r : company.requirements) {
      if (!r.must) continue;
      const std::optional<double>& have = person.levels[r.skill];
      if (have.has_value() && *have < r.level) return Gate::fail;
      if (!have.has_value()) worst = Gate::unknown;
    }
    return worst;
  }

  Score<Real> score(const Person& person, const Company& company) const {
    const Real cos = cosine(person, company);
    const Real cov = coverage(person, company);
    const Real blend = model_.blend;
    return {blend * cos + (1 - blend) * cov, cos, cov, gate(person, company)};
  }

  Real mutual(const Person& person, const Company& company) const {
    Real dot = 0;
    Real wants = 0;
    Real offers = 0;
    for (std::size_t a = 0; a < person.wants.size(); ++a) {
      const Real want = person.wants[a];
      const Real offer = company.offers[a];
      dot += want * offer;
      wants += want * want;
      offers += offer * offer;
    }
    const Real one = score(person, company).score;
    const Real other = dot / std::sqrt(wants * offers);
    return one == 0 || other == 0 ? Real(0) : 2 / (1 / one + 1 / other);
  }

  // Has the company a score for this person? Both need a direction.
  bool can_rank(const Person& person, const Company& company) const {
    const Row u = levels(person);
    const Row c = requirements(company);
    return product(u, u) > 0 && product(c, c) > 0;
  }

  // Numbers of the companies with a score, by a full sort: fails last, higher scores first, then
  // catalog order.
  std::vector<std::size_t> rank(const Person& person) const {
    std::vector<std::size_t> order;
    std::vector<Score<Real>> scores(world_.companies.size());
    for (std::size_t c = 0; c < world_.companies.size(); ++c) {
      if (!can_rank(person, world_.companies[c])) continue;
      scores[c] = score(person, world_.companies[c]);
      order.push_back(c);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const bool a_fails = scores[a].gate == Gate::fail;
      const bool b_fails = scores[b].gate == Gate::fail;
      if (a_fails != b_fails) return !a_fails;
      if (scores[a].score != scores[b].score) return scores[a].score > scores[b].score;
      return a < b;
    });
    return order;
  }

  const World& world() const { return world_; }
  const Model& model() const { return model_; }

 private:
  static std::vector<Requirement> by_skill(const Company& company) {
    std::vector<Requirement> sorted = company.requirements;
    std::sort(sorted.begin(), sorted.end(),
              [](const Requirement& a, const Requirement& b) { return a.skill < b.skill; });
    return sorted;
  }

  Row levels(const Person& person) const {
    Row u(world_.skills(), Real(0));
    for (std::size_t s = 0; s < u.size(); ++s) u[s] = person.levels[s].value_or(0.0);
    return u;
  }

  Row requirements(const Company& company) const {
    Row c(world_.skills(), Real(0));
    for (const Requirement& r : company.requirements) {
      c[r.skill] = Real(r.importance) * Real(r.level);
    }
    return c;
  }

  // xᵀ K y
  Real product(const Row& x, const Row& y) const {
    Real sum = 0;
    for (std::size_t s = 0; s < x.size(); ++s) {
      if (x[s] == 0) continue;
      for (std::size_t t = 0; t < y.size(); ++t) sum += x[s] * kernel_[s][t] * y[t];
    }
    return sum;
  }

  bool share_a_concept(std::size_t s, std::size_t t) const {
    for (const std::size_t c : world_.broader[s]) {
      if (std::count(world_.broader[t].begin(), world_.broader[t].end(), c) > 0) return true;
    }
    return false;
  }

  World world_;
  Model model_;
  std::vector<Row> kernel_;
};

}  // namespace reference
