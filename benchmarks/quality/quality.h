// How well the right row is found among many, on real data: what the tasks of this folder share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/profile.h>

namespace quality {

// One question: which of `candidates` is `right`?
struct Question {
  skillmatch::Profile profile;
  skillmatch::CompanyId right;
  std::shared_ptr<const std::vector<skillmatch::CompanyId>> candidates;  // with `right`
  std::string unit;  // questions of one unit are one value of the interval: the same company, …
};

// A way to rank: the scores of companies for a profile, in their order; 0 for all where the profile
// cannot be ranked.
struct System {
  std::string name;
  std::string against;  // an earlier one that it is compared with, or ""
  std::function<std::vector<double>(const skillmatch::Profile&,
                                    std::span<const skillmatch::CompanyId>)>
      scores;
};

// The built-in models, the cosine of vectors less the mean vector of the catalog's rows (as they
// are, and each made one long before), and those with weights by rarity. `counted` is what rarity
// and mean are taken of: the rows as they are known, where `catalog` has others for questions. Both
// must outlive the systems.
std::vector<System> all_systems(const skillmatch::Catalog& catalog,
                                const skillmatch::Catalog& counted);

// The cosine of vectors less the mean of the rows of `counted`.
System centred_on(std::string name, const skillmatch::Catalog& catalog,
                  const skillmatch::Catalog& counted);

// 1 over the place of the right row. Of rows that score the same as it, half are before it.
std::vector<double> reciprocal_ranks(const System& system, const std::vector<Question>& questions);

// What a system got for each question.
struct Measured {
  std::string name;
  std::string against;
  std::vector<double> values;
};

// A table in Markdown: for each system the mean, its 95 % interval (percentile bootstrap over
// units), and the difference from the one it is compared with, with interval and p (paired sign
// flips). One unit a value.
void print_table(const std::string& task, const char* measure, const std::vector<Measured>& systems,
                 const std::vector<std::string>& units);

// The same of the reciprocal ranks of all systems on these questions.
void print_mrr(const std::string& task, const std::vector<System>& systems,
               const std::vector<Question>& questions);

// A draw that is the same everywhere: splitmix64 (Steele, Lea & Flood 2014).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n);

 private:
  std::uint64_t state_;
};

// The rows of a CSV or TSV file by the names of its columns, quotes and line breaks within them
// read, a byte order mark passed over. Ends the program for a file or column that is not there.
void read_table(const std::string& file, char separator, const std::vector<std::string>& columns,
                const std::function<void(const std::vector<std::string>&)>& use);

// Each in a file of its own.
void related_occupations(const std::string& folder);
void postings(const std::string& folder);
void developers(const std::string& folder);
void occupations_by_skills(const std::string& folder);

}  // namespace quality
