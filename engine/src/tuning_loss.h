// The loss that tuning makes small, and its gradient: how badly the scores of a model with free
// weights and blend order the graded companies of each profile.
//
// With parameters t (one a skill), τ and η the score of company c for query q is
//
//   s = e^τ (β · cosine + (1−β) · coverage),   w_i = w⁰_i e^{t_i},   β = 1/(1 + e^{−η})
//
// with cosine and coverage as in scorer.h at relatedness 0, and w⁰ and η⁰ those of the model that
// tuning starts from. The losses of the queries (list_loss.h) are averaged and
//
//   (λ Σ t_i² + λ_β (η − η⁰)²) / queries
//
// is added, so that what few people say moves little.
#pragma once

#include "list_loss.h"

#include <cstddef>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <skillmatch/catalog.h>
#include <skillmatch/feedback.h>
#include <skillmatch/model.h>
#include <skillmatch/tuner.h>

namespace skillmatch {

class TuningLoss {
 public:
  struct Options {
    ListLossOptions list;
    double weight_decay = 0.2;  // λ
    double blend_decay = 0.1;   // λ_β
    bool weights = true;        // what is free; the rest stays as it starts
    bool blend = true;
  };

  // Every query must be can_learn_from(). `catalog` and `queries` must outlive this.
  TuningLoss(const Catalog& catalog, const Model& start,
             std::span<const JudgedProfile* const> queries, const Options& options,
             unsigned threads);

  std::size_t parameters() const noexcept { return catalog_.taxonomy().size() + 2; }
  Eigen::VectorXd start() const;
  // The loss at `x`; writes its gradient. The same bits for any number of threads.
  double operator()(const Eigen::VectorXd& x, Eigen::VectorXd& gradient) const;
  Model model(const Eigen::VectorXd& x) const;

  // For Objective::lambda: ranks are from now on those at `x`.
  void rank_at(const Eigen::VectorXd& x);

 private:
  // A matrix of companies x skills, stored whole or without its zeros, whichever is faster.
  using Matrix = std::variant<Eigen::MatrixXd, Eigen::SparseMatrix<double, Eigen::RowMajor>>;

  // What coverage needs of a requirement.
  struct Asked {
    Eigen::Index skill;
    double importance;     // a
    double inverse_level;  // 1/r
  };
  // Companies that are compared: their requirements of skills with a weight.
  struct Rows {
    std::vector<std::size_t> companies;  // ascending
    Matrix vectors;                      // a r
    Matrix squares;                      // (a r)²
    std::vector<std::size_t> begin;      // of `asked`, and the end
    std::vector<Asked> asked;

    std::span<const Asked> asked_by(Eigen::Index row) const noexcept {
      const auto r = static_cast<std::size_t>(row);
      return std::span(asked).subspan(begin[r], begin[r + 1] - begin[r]);
    }
  };
  struct Candidates {
    const JudgedProfile* judged;
    std::vector<Eigen::Index> rows;  // ascending
    GradedList list;
  };
  // Queries that pass over the same companies together, as the columns of a matrix.
  struct Block {
    std::shared_ptr<const Rows> rows;
    std::vector<Candidates> queries;
  };
  struct Values;
  struct Work;
  struct Part;

  std::shared_ptr<const Rows> make_rows(const std::vector<std::size_t>& companies) const;
  static Candidates candidates_of(const JudgedProfile& query, const Rows& rows);
  Values values(const Eigen::VectorXd& x) const;
  Work score(const Values& values, const Block& block) const;
  void add_coverage(const Values& values, const Block& block, Work& work) const;
  static void list_scores(const Values& values, const Candidates& query, Eigen::Index column,
                          const Work& work, std::vector<double>& scores);
  Part part_of(const Values& values, const Block& block) const;
  static void add_cosine_slopes(const Values& values, const Block& block, const Work& work,
                                Part& part);
  void add_coverage_slopes(const Values& values, const Block& block, const Work& work,
                           Part& part) const;

  const Catalog& catalog_;
  Options options_;
  unsigned threads_;
  Model start_;  // with a weight for every skill
  double start_logit_ = 0.0;
  bool uses_coverage_;
  std::vector<Block> blocks_;
  std::size_t query_count_;
};

// Whether there are two candidates of different grades, so that there is an order to learn, and a
// profile and a company that can be ranked.
bool can_learn_from(const Scorer& scorer, const JudgedProfile& query);

}  // namespace skillmatch
