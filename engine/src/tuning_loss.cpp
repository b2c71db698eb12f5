#include "tuning_loss.h"

#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

namespace skillmatch {
namespace {

// Levels and importances below it add nothing to sums of others, and their squares may vanish.
constexpr double kLeastValue = 1e-100;
// A score of 1 begins this far above one of 0 in the softmax.
constexpr double kStartScale = 20.0;
// A start model without any coverage, or without any cosine, begins with this little of it where
// the blend is free.
constexpr double kLeastShare = 0.02;

double logit(double share) noexcept { return std::log(share / (1.0 - share)); }

bool is_candidate(const JudgedProfile& query, CompanyId company) {
  return !std::binary_search(query.left_out.begin(), query.left_out.end(), company);
}

// The companies that somebody graded, ascending.
std::vector<std::size_t> graded_by(std::span<const JudgedProfile* const> queries) {
  std::vector<std::size_t> companies;
  for (const JudgedProfile* query : queries) {
    for (const GradedCompany& graded : query->graded) companies.push_back(index(graded.company));
  }
  std::sort(companies.begin(), companies.end());
  companies.erase(std::unique(companies.begin(), companies.end()), companies.end());
  return companies;
}

}  // namespace

bool can_learn_from(const Scorer& scorer, const JudgedProfile& query) {
  const auto is_held = [&](const HeldSkill& held) {
    return held.level >= kLeastValue && scorer.model().weights[index(held.skill)] > 0.0;
  };
  const std::vector<HeldSkill>& skills = query.profile.skills();
  if (std::none_of(skills.begin(), skills.end(), is_held)) return false;
  int least = kUnjudged;
  int most = kUnjudged;
  const auto see = [&](CompanyId company, int grade) {
    if (!is_candidate(query, company) || scorer.not_ranked(company)) return;
    grade = std::max(grade, 0);
    least = most == kUnjudged ? grade : std::min(least, grade);
    most = std::max(most, grade);
  };
  auto graded = query.graded.begin();
  const auto see_up_to = [&](std::size_t company) {
    for (; graded != query.graded.end() && index(graded->company) <= company; ++graded) {
      see(graded->company, graded->grade);
    }
  };
  for (std::size_t c = 0; query.judged_all && c < scorer.catalog().size(); ++c) {
    const bool is_graded = graded != query.graded.end() && index(graded->company) == c;
    if (!is_graded) see(static_cast<CompanyId>(c), 0);
    see_up_to(c);
  }
  see_up_to(scorer.catalog().size());
  return most != kUnjudged && least < most;
}

// What a step's parameters are.
struct TuningLoss::Values {
  Eigen::VectorXd weights;  // w
  double scale = 1.0;       // e^τ
  double blend = 1.0;       // β
};

using RowMajor = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Of one block; the matrices are companies x queries.
struct TuningLoss::Work {
  Eigen::MatrixXd levels;  // skills x queries: u
  RowMajor level_rows;     // the same by skill, for coverage
  Eigen::ArrayXd norm;     // by query: √Σ w u²
  Eigen::ArrayXd length;   // by company: √Σ w (a r)²
  Eigen::ArrayXd asked;    // Σ w a
  Eigen::ArrayXd whole;    // max(Σ w a, m)
  Eigen::ArrayXXd cosine;
  Eigen::ArrayXXd coverage;
  Eigen::ArrayXXd slopes;  // dL/ds; 0 for what is no candidate
};

// What one block adds.
struct TuningLoss::Part {
  double loss = 0.0;
  Eigen::VectorXd weights;  // dL/dw
  double scale = 0.0;       // dL/dτ
  double blend = 0.0;       // dL/dβ
};

TuningLoss::TuningLoss(const Catalog& catalog, const Model& start,
                       std::span<const JudgedProfile* const> queries, const Options& options,
                       unsigned threads)
    : catalog_(catalog),
      options_(options),
      threads_(threads),
      start_(start),
      uses_coverage_(options.blend || start.blend < 1.0),
      query_count_(queries.size()) {
  constexpr std::size_t kQueriesAtOnce = 32;
  if (start_.weights.empty()) start_.weights.assign(catalog.taxonomy().size(), 1.0);
  start_logit_ = logit(std::clamp(start_.blend, kLeastShare, 1.0 - kLeastShare));
  std::shared_ptr<const Rows> all;
  // Those that are compared with all companies share their rows.
  for (const bool judged_all : {true, false}) {
    std::vector<const JudgedProfile*> group;
    const auto flush = [&] {
      if (group.empty()) return;
      if (judged_all && !all) {
        std::vector<std::size_t> every(catalog.size());
        std::iota(every.begin(), every.end(), std::size_t{0});
        all = make_rows(every);
      }
      Block block{judged_all ? all : make_rows(graded_by(group)), {}};
      for (const JudgedProfile* query : group) {
        block.queries.push_back(candidates_of(*query, *block.rows));
      }
      blocks_.push_back(std::move(block));
      group.clear();
    };
    for (const JudgedProfile* query : queries) {
      if (query->judged_all != judged_all) continue;
      group.push_back(query);
      if (group.size() == kQueriesAtOnce) flush();
    }
    flush();
  }
}

// Of these companies, those that require something with a weight.
std::shared_ptr<const TuningLoss::Rows> TuningLoss::make_rows(
    const std::vector<std::size_t>& companies) const {
  // Where a third of all is required, products of whole matrices are faster.
  constexpr double kDense = 1.0 / 3.0;
  auto rows = std::make_shared<Rows>();
  std::vector<Eigen::Triplet<double>> vectors;
  rows->begin.push_back(0);
  for (const std::size_t c : companies) {
    const Requirements row = catalog_.requirements(static_cast<CompanyId>(c));
    const auto number = static_cast<Eigen::Index>(rows->companies.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement r = row[i];
      if (start_.weights[index(r.skill)] == 0.0 || r.importance * r.level < kLeastValue) continue;
      const auto skill = static_cast<Eigen::Index>(index(r.skill));
      vectors.emplace_back(static_cast<int>(number), static_cast<int>(skill),
                           r.importance * r.level);
      rows->asked.push_back({skill, r.importance, 1.0 / r.level});
    }
    if (rows->asked.size() == rows->begin.back()) continue;
    rows->companies.push_back(c);
    rows->begin.push_back(rows->asked.size());
  }
  Eigen::SparseMatrix<double, Eigen::RowMajor> matrix(
      static_cast<Eigen::Index>(rows->companies.size()),
      static_cast<Eigen::Index>(start_.weights.size()));
  matrix.setFromTriplets(vectors.begin(), vectors.end());
  if (static_cast<double>(matrix.nonZeros()) > kDense * static_cast<double>(matrix.size())) {
    rows->vectors = Eigen::MatrixXd(matrix);
    rows->squares = Eigen::MatrixXd(matrix.cwiseProduct(matrix));
  } else {
    rows->squares = Eigen::SparseMatrix<double, Eigen::RowMajor>(matrix.cwiseProduct(matrix));
    rows->vectors = std::move(matrix);
  }
  return rows;
}

TuningLoss::Candidates TuningLoss::candidates_of(const JudgedProfile& query, const Rows& rows) {
  Candidates candidates{&query, {}, {}};
  auto graded = query.graded.begin();
  for (std::size_t row = 0; row < rows.companies.size(); ++row) {
    const auto company = static_cast<CompanyId>(rows.companies[row]);
    while (graded != query.graded.end() && graded->company < company) ++graded;
    const bool is_graded = graded != query.graded.end() && graded->company == company;
    if ((!is_graded && !query.judged_all) || !is_candidate(query, company)) continue;
    candidates.rows.push_back(static_cast<Eigen::Index>(row));
    candidates.list.grades.push_back(is_graded ? std::max(graded->grade, 0) : 0);
  }
  return candidates;
}

Eigen::VectorXd TuningLoss::start() const {
  Eigen::VectorXd x = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(parameters()));
  x[x.size() - 2] = std::log(kStartScale);
  x[x.size() - 1] = start_logit_;
  return x;
}

Model TuningLoss::model(const Eigen::VectorXd& x) const {
  Model model = start_;
  for (std::size_t i = 0; i < model.weights.size() && options_.weights; ++i) {
    model.weights[i] *= std::exp(x[static_cast<Eigen::Index>(i)]);
  }
  if (options_.blend) model.blend = 1.0 / (1.0 + std::exp(-x[x.size() - 1]));
  return model;
}

TuningLoss::Values TuningLoss::values(const Eigen::VectorXd& x) const {
  const Model model = this->model(x);
  return {Eigen::Map<const Eigen::VectorXd>(model.weights.data(), x.size() - 2),
          std::exp(x[x.size() - 2]), model.blend};
}

TuningLoss::Work TuningLoss::score(const Values& values, const Block& block) const {
  const Rows& rows = *block.rows;
  const auto queries = static_cast<Eigen::Index>(block.queries.size());
  Work work;
  work.levels = Eigen::MatrixXd::Zero(values.weights.size(), queries);
  for (Eigen::Index q = 0; q < queries; ++q) {
    const Profile& profile = block.queries[static_cast<std::size_t>(q)].judged->profile;
    for (const HeldSkill& held : profile.skills()) {
      work.levels(static_cast<Eigen::Index>(index(held.skill)), q) = held.level;
    }
  }
  const Eigen::MatrixXd weighed = values.weights.asDiagonal() * work.levels;
  work.norm = weighed.cwiseProduct(work.levels).colwise().sum().transpose().array().sqrt();
  std::visit([&](const auto& squares) { work.length = (squares * values.weights).array().sqrt(); },
             rows.squares);
  std::visit([&](const auto& vectors) { work.cosine = (vectors * weighed).array(); }, rows.vectors);
  work.cosine.colwise() /= work.length;
  work.cosine.rowwise() /= work.norm.transpose();
  work.coverage = Eigen::ArrayXXd::Zero(work.cosine.rows(), queries);
  if (uses_coverage_) add_coverage(values, block, work);
  return work;
}

void TuningLoss::add_coverage(const Values& values, const Block& block, Work& work) const {
  const Rows& rows = *block.rows;
  work.asked = Eigen::ArrayXd::Zero(work.cosine.rows());
  work.level_rows = work.levels.array();
  Eigen::Array<double, 1, Eigen::Dynamic> covered(work.cosine.cols());
  for (Eigen::Index c = 0; c < work.cosine.rows(); ++c) {
    covered.setZero();
    for (const Asked& a : rows.asked_by(c)) {
      const double weight = values.weights[a.skill] * a.importance;
      work.asked[c] += weight;
      covered += weight * (work.level_rows.row(a.skill) * a.inverse_level).min(1.0);
    }
    work.coverage.row(c) = covered;
  }
  work.whole = work.asked.max(start_.breadth_floor);
  work.coverage.colwise() /= work.whole;
}

void TuningLoss::list_scores(const Values& values, const Candidates& query, Eigen::Index column,
                             const Work& work, std::vector<double>& scores) {
  scores.resize(query.rows.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const Eigen::Index row = query.rows[i];
    scores[i] = values.scale * (values.blend * work.cosine(row, column) +
                                (1.0 - values.blend) * work.coverage(row, column));
  }
}

TuningLoss::Part TuningLoss::part_of(const Values& values, const Block& block) const {
  Work work = score(values, block);
  Part part;
  part.weights = Eigen::VectorXd::Zero(values.weights.size());
  work.slopes = Eigen::ArrayXXd::Zero(work.cosine.rows(), work.cosine.cols());
  std::vector<double> scores;
  std::vector<double> slopes;
  for (Eigen::Index q = 0; q < work.cosine.cols(); ++q) {
    const Candidates& query = block.queries[static_cast<std::size_t>(q)];
    list_scores(values, query, q, work, scores);
    slopes.resize(scores.size());
    part.loss += list_loss(query.list, scores, options_.list, slopes);
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      const Eigen::Index row = query.rows[i];
      work.slopes(row, q) = slopes[i];
      part.scale += slopes[i] * scores[i];
      part.blend += slopes[i] * values.scale * (work.cosine(row, q) - work.coverage(row, q));
    }
  }
  if (options_.weights) {
    work.slopes *= values.scale;
    add_cosine_slopes(values, block, work, part);
    if (uses_coverage_) add_coverage_slopes(values, block, work, part);
  }
  return part;
}

// With D = dL/dcosine and H = D / (‖u‖ ‖c‖):
//   dL/dw_i = Σ_q u_qi (HC)_qi − ½ Σ_q u_qi² (Σ_c D · cosine)_q / ‖u_q‖²
//                             − ½ Σ_c c_ci² (Σ_q D · cosine)_c / ‖c_c‖²
void TuningLoss::add_cosine_slopes(const Values& values, const Block& block, const Work& work,
                                   Part& part) {
  Eigen::ArrayXXd turned = values.blend * work.slopes;
  const Eigen::ArrayXXd kept = turned * work.cosine;
  turned.colwise() /= work.length;
  turned.rowwise() /= work.norm.transpose();
  const Eigen::VectorXd of_query = 0.5 * kept.colwise().sum().transpose() / work.norm.square();
  const Eigen::VectorXd of_company = 0.5 * kept.rowwise().sum() / work.length.square();
  std::visit(
      [&](const auto& vectors) {
        const Eigen::MatrixXd met = vectors.transpose() * turned.matrix();
        part.weights += met.cwiseProduct(work.levels).rowwise().sum();
      },
      block.rows->vectors);
  part.weights -= work.levels.cwiseProduct(work.levels) * of_query;
  std::visit([&](const auto& squares) { part.weights -= squares.transpose() * of_company; },
             block.rows->squares);
}

// With G = dL/dcoverage / max(Σ w a, m):
//   dL/dw_i = Σ_c a_ci Σ_q G (min(u_qi/r_ci, 1) − coverage, where Σ w a is above m)
void TuningLoss::add_coverage_slopes(const Values& values, const Block& block, const Work& work,
                                     Part& part) const {
  RowMajor covering = (1.0 - values.blend) * work.slopes;
  covering.colwise() /= work.whole;
  for (Eigen::Index c = 0; c < covering.rows(); ++c) {
    const auto slopes = covering.row(c);
    const double of_asked =
        work.asked[c] > start_.breadth_floor ? (slopes * work.coverage.row(c)).sum() : 0.0;
    for (const Asked& a : block.rows->asked_by(c)) {
      const double met = ((work.level_rows.row(a.skill) * a.inverse_level).min(1.0) * slopes).sum();
      part.weights[a.skill] += a.importance * (met - of_asked);
    }
  }
}

double TuningLoss::operator()(const Eigen::VectorXd& x, Eigen::VectorXd& gradient) const {
  const Values values = this->values(x);
  std::vector<Part> parts(blocks_.size());
  std::atomic<std::size_t> next{0};
  const auto run = [&](unsigned) {
    for (std::size_t b; (b = next.fetch_add(1)) < blocks_.size();) {
      parts[b] = part_of(values, blocks_[b]);
    }
  };
  for_each_part(static_cast<unsigned>(std::clamp<std::size_t>(threads_, 1, parts.size())), run);
  const double share = 1.0 / static_cast<double>(query_count_);
  double loss = 0.0;
  gradient.setZero(x.size());
  for (const Part& part : parts) {  // in the order of the queries, whoever did the work
    loss += share * part.loss;
    if (options_.weights) {
      gradient.head(x.size() - 2) += share * part.weights.cwiseProduct(values.weights);
    }
    gradient[x.size() - 2] += share * part.scale;
    if (options_.blend) {
      gradient[x.size() - 1] += share * part.blend * values.blend * (1.0 - values.blend);
    }
  }
  if (options_.weights) {
    const auto t = x.head(x.size() - 2);
    loss += share * options_.weight_decay * t.squaredNorm();
    gradient.head(x.size() - 2) += 2.0 * share * options_.weight_decay * t;
  }
  if (options_.blend) {
    const double moved = x[x.size() - 1] - start_logit_;
    loss += share * options_.blend_decay * moved * moved;
    gradient[x.size() - 1] += 2.0 * share * options_.blend_decay * moved;
  }
  return loss;
}

void TuningLoss::rank_at(const Eigen::VectorXd& x) {
  const Values values = this->values(x);
  std::vector<double> scores;
  for (Block& block : blocks_) {
    const Work work = score(values, block);
    for (std::size_t q = 0; q < block.queries.size(); ++q) {
      Candidates& query = block.queries[q];
      list_scores(values, query, static_cast<Eigen::Index>(q), work, scores);
      query.list.rank_by(scores);
    }
  }
}

}  // namespace skillmatch
