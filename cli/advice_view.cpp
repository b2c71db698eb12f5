#include "advice_view.h"

#include "common_options.h"

#include <utility>

#include <skillmatch/skill_demand.h>

namespace skillmatch::cli {

AdviceScope whole_scope(const Scorer& scorer, std::optional<FieldId> field) {
  const Catalog& catalog = scorer.catalog();
  AdviceScope scope{scored_companies(scorer, field), 0, field, {}};
  const std::size_t all = field ? companies_of(*field, catalog).size() : catalog.size();
  scope.not_ranked = all - scope.companies.size();
  return scope;
}

AdviceView advice_view(const Scorer& scorer, const Profile& profile, const Effort& effort,
                       const AdviceScope& scope, double budget, const LearningGoal& goal,
                       unsigned threads, Language language) {
  const Catalog& catalog = scorer.catalog();
  const LearningHours hours(effort, catalog.taxonomy(), profile);
  AdviceView view{scorer,
                  profile,
                  effort,
                  goal,
                  scope.goal_company,
                  budget,
                  scope.companies.size(),
                  scope.not_ranked,
                  learning_plan(scorer, profile, hours, scope.companies, budget, goal, threads),
                  scope.field,
                  0,
                  {},
                  language};
  if (scope.field) {
    // Also those that have no score ask for something.
    const std::vector<CompanyId> asking = companies_of(*scope.field, catalog);
    view.field_companies = asking.size();
    view.demand = skill_demand(catalog, asking);
  }
  return view;
}

}  // namespace skillmatch::cli
