#include "import_notes.h"
#include "labels.h"
#include "posting_rows.h"
#include "tags.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/encoding.h>
#include <skillmatch/io/postings.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {
namespace {

using Counts = std::unordered_map<std::string, std::uint64_t>;

// Skills by number: those of the taxonomy that is given, or those met, one a name_key.
class KnownSkills {
 public:
  explicit KnownSkills(const Taxonomy* taxonomy) : taxonomy_(taxonomy) {}
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // The number of the skill that `text` names; of a new taxonomy every text names one.
  std::uint32_t find(const std::string& text) {
    const auto [at, is_new] = by_spelling_.try_emplace(text, kNone);
    if (is_new) at->second = look_up(text);
    if (!taxonomy_ && at->second != kNone) ++met_[at->second].spellings[text];
    return at->second;
  }

  // How often each spelling of a new taxonomy's skill was met.
  struct Met {
    Counts spellings;
    std::uint64_t count() const {
      std::uint64_t sum = 0;
      for (const auto& [spelling, count] : spellings) sum += count;
      return sum;
    }
    std::string name() const { return by_frequency(spellings).front().first; }
  };
  const std::vector<Met>& met() const noexcept { return met_; }

 private:
  std::uint32_t look_up(const std::string& text) {
    if (text.size() > kMaxNameBytes) return kNone;
    if (taxonomy_) {
      const auto skill = taxonomy_->find(text);
      return skill ? static_cast<std::uint32_t>(*skill) : kNone;
    }
    const std::string key = name_key(text);
    if (key.empty()) return kNone;
    const auto [at, is_new] = by_key_.try_emplace(key, static_cast<std::uint32_t>(met_.size()));
    if (is_new) met_.emplace_back();
    return at->second;
  }

  const Taxonomy* taxonomy_;
  std::unordered_map<std::string, std::uint32_t> by_spelling_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<Met> met_;
};

struct Posting {
  std::string company;
  std::string title;
  std::vector<std::uint32_t> skills;  // each once, ascending
  std::string place;
};

class PostingImporter {
 public:
  PostingImporter(const Taxonomy& taxonomy, const PostingsOptions& options)
      : options_(options),
        given_(options.makes_taxonomy ? Taxonomy() : taxonomy),
        joiner_(given_),
        skills_(options.makes_taxonomy ? nullptr : &given_) {
    report_.command = "import postings";
  }

  PostingsImport run(const std::string& path) {
    const Text text = read_decoded_text(path, options_.encoding);
    report_.inputs.push_back(text.name);
    read_posting_rows(text, options_, report_, [&](const PostingRow& row) { add(row); });
    if (rows_ == 0) {
      throw InputError(printable(text.name) + ": no posting here; write one a line");
    }
    Taxonomy taxonomy = options_.makes_taxonomy ? new_taxonomy() : std::move(given_);
    if (taxonomy.size() == 0 || !leave_out_and_merge()) {
      throw InputError(printable(text.name) + ": none of " + counted(rows_, "posting") +
                       (options_.makes_taxonomy
                            ? " has a skill that is met often enough; lower --min-count"
                            : " has a skill that the taxonomy knows; give another with --taxonomy, "
                              "or make one of these skills with --new-taxonomy"));
    }
    Catalog catalog(std::move(taxonomy));
    if (options_.is_by_company) {
      add_companies(catalog);
    } else {
      add_postings(catalog);
    }
    note_all(catalog);
    return {std::move(catalog), std::move(report_)};
  }

 private:
  void add(const PostingRow& row) {
    ++rows_;
    Posting posting{row.company, row.title, {}, row.place};
    if (posting.company.empty() && options_.is_by_company) {
      if (no_company_.add()) no_company_.examples.push_back(row.place);
      return;
    }
    if (row.tags.empty()) {
      if (no_skills_.add()) no_skills_.examples.push_back(row.place + ": " + label_of(posting));
      return;
    }
    for (std::size_t i = 0; i < row.tags.size();) {
      std::string name = to_name(row.tags[i].text);
      const std::size_t run = joiner_.longest_run(row.tags, i, name);
      i += run;
      ++tags_;
      if (run > 1) {
        ++joined_.count;
        joined_names_.add(name);
      }
      const std::uint32_t skill = skills_.find(name);
      if (skill == KnownSkills::kNone) {
        ++unknown_.count;
        if (name.size() <= kMaxNameBytes) unknown_names_.add(name);
      } else {
        posting.skills.push_back(skill);
      }
    }
    std::sort(posting.skills.begin(), posting.skills.end());
    const auto end = std::unique(posting.skills.begin(), posting.skills.end());
    repeated_.count += static_cast<std::uint64_t>(posting.skills.end() - end);
    posting.skills.erase(end, posting.skills.end());
    postings_.push_back(std::move(posting));
  }

  static std::string to_name(const std::string& text) {
    return text.size() <= kMaxNameBytes ? to_nfc(text) : text;
  }

  // Of the skills that are met often enough, the most frequent first; the others leave the
  // postings.
  Taxonomy new_taxonomy() {
    const auto& met = skills_.met();
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < met.size(); ++i) {
      const std::uint64_t count = met[i].count();
      if (count >= options_.min_count) {
        order.emplace_back(count, i);
      } else {
        rare_.count += count;
        rare_names_[met[i].name()] = count;
      }
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    Taxonomy taxonomy;
    std::vector<std::uint32_t> numbers(met.size(), KnownSkills::kNone);
    // Names before ids made of them: "C" and "C++" both would be "c".
    std::unordered_set<std::string> taken;
    for (const auto& [count, i] : order) taken.insert(name_key(met[i].name()));
    for (const auto& [count, i] : order) {
      const std::string name = met[i].name();
      std::string id = slug(name);
      const bool is_own = name_key(id) == name_key(name);
      if (!is_own && !taken.insert(name_key(id)).second) id = name;
      numbers[i] = static_cast<std::uint32_t>(
          index(taxonomy.add_skill({id, name_of_label(name), {}, "", {}})));
    }
    for (Posting& posting : postings_) {
      for (std::uint32_t& skill : posting.skills) skill = numbers[skill];
      std::erase(posting.skills, KnownSkills::kNone);
      std::sort(posting.skills.begin(), posting.skills.end());
    }
    return taxonomy;
  }

  // Whether any posting is left.
  bool leave_out_and_merge() {
    std::unordered_map<std::string, std::size_t> seen;
    std::vector<Posting> kept;
    for (Posting& posting : postings_) {
      if (posting.skills.empty()) {
        if (no_known_.add()) no_known_.examples.push_back(posting.place + ": " + label_of(posting));
        continue;
      }
      std::string key = key_of(posting.company) + '\n' + key_of(posting.title) + '\n';
      for (const std::uint32_t skill : posting.skills) key += std::to_string(skill) + ' ';
      const auto [at, is_new] = seen.try_emplace(std::move(key), kept.size());
      if (!is_new) {
        if (merged_.add()) {
          merged_.examples.push_back(posting.place + ": " + label_of(posting) + ", as at " +
                                     kept[at->second].place);
        }
        continue;
      }
      kept.push_back(std::move(posting));
    }
    postings_ = std::move(kept);
    return !postings_.empty();
  }

  static std::string key_of(const std::string& label) {
    return label.size() <= kMaxNameBytes ? name_key(label) : label;
  }
  static std::string label_of(const Posting& posting) {
    if (posting.company.empty()) return in_quotes(posting.title);
    return in_quotes(posting.company) +
           (posting.title.empty() ? "" : ", " + in_quotes(posting.title));
  }

  void add_postings(Catalog& catalog) {
    for (const Posting& posting : postings_) {
      const bool has_both = !posting.company.empty() && !posting.title.empty();
      const std::string& label = posting.company.empty() ? posting.title : posting.company;
      std::vector<Requirement> requirements;
      for (const std::uint32_t skill : posting.skills) {
        requirements.push_back({static_cast<SkillId>(skill), options_.level});
      }
      // Without a header the first column is an id already; else postings of one company are
      // numbered.
      add(catalog, label, has_both ? label + ": " + posting.title : label, options_.has_header,
          posting.place, std::move(requirements));
    }
  }

  void add_companies(Catalog& catalog) {
    struct Company {
      std::string name;
      std::string place;
      std::size_t postings = 0;
      std::unordered_map<std::uint32_t, std::size_t> asked;
    };
    std::vector<Company> companies;
    std::unordered_map<std::string, std::size_t> numbers;
    for (const Posting& posting : postings_) {
      const auto [at, is_new] = numbers.try_emplace(key_of(posting.company), companies.size());
      if (is_new) companies.push_back({posting.company, posting.place, 0, {}});
      Company& company = companies[at->second];
      ++company.postings;
      for (const std::uint32_t skill : posting.skills) ++company.asked[skill];
    }
    for (const Company& company : companies) {
      std::vector<Requirement> requirements;
      for (const auto& [skill, count] : company.asked) {
        requirements.push_back(
            {static_cast<SkillId>(skill), options_.level,
             static_cast<double>(count) / static_cast<double>(company.postings)});
      }
      add(catalog, company.name, company.name, false, company.place, std::move(requirements));
    }
  }

  void add(Catalog& catalog, const std::string& id_label, std::string name, bool is_numbered,
           const std::string& place, std::vector<Requirement> requirements) {
    const std::string row = "row " + std::to_string(catalog.size() + 1);
    if (name.size() > kMaxNameBytes) {
      name = fit_width(name, 200);
      if (name.size() > kMaxNameBytes) name = row;
      if (renamed_.add()) renamed_.examples.push_back(place + ": became " + in_quotes(name));
    } else if (name_key(name).empty()) {
      name = row;
      if (renamed_.add()) renamed_.examples.push_back(place + ": became " + in_quotes(name));
    }
    std::string base = id_label.size() > kMaxNameBytes ? std::string() : slug(id_label);
    if (name_key(base).empty()) base = "row";
    std::size_t& used = ids_[base];
    std::string id;
    do {
      ++used;
      id = is_numbered || used > 1 ? base + "-" + std::to_string(used) : base;
    } while (catalog.find_id(id));
    catalog.add({id, name_of_label(std::move(name)), {}, {}, ""}, std::move(requirements));
  }

  void note_all(const Catalog& catalog) {
    unknown_.names = unknown_names_.by_frequency();
    rare_.names = by_frequency(rare_names_);
    joined_.names = joined_names_.by_frequency();
    report_.taken = {
        {"postings", "read " + counted(rows_, "posting") + " with " + counted(tags_, "skill tag"),
         rows_},
        {"rows",
         "made " + counted(catalog.size(), "row") +
             (options_.is_by_company ? ", one a company" : "") + ", with " +
             counted(catalog.requirement_count(), "requirement") + " of " +
             counted(catalog.taxonomy().size(), "known skill"),
         catalog.size()},
    };
    add_note(report_.changed, std::move(joined_), "joined ", "name",
             " of which the pieces stood as neighbouring tags");
    add_note(report_.changed, std::move(merged_), "merged ", "posting",
             " with another of the same company, title and skills");
    add_note(report_.changed, std::move(repeated_), "took ", "skill tag",
             " once that a posting names more than once");
    add_note(report_.changed, std::move(renamed_), "named ", "row",
             " anew that had no name, or one too long");
    add_note(report_.skipped, std::move(no_company_), "left out ", "posting", " without a company");
    add_note(report_.skipped, std::move(no_skills_), "left out ", "posting", " without skills");
    add_note(report_.skipped, std::move(no_known_), "left out ", "posting",
             options_.makes_taxonomy ? " whose skills are all too rare"
                                     : " whose skills are all unknown");
    add_note(report_.skipped, std::move(unknown_), "left out ", "skill tag",
             options_.makes_taxonomy ? " that are no name" : " that the taxonomy does not know");
    const std::string skills = counted(rare_.names.size(), "skill");
    add_note(report_.skipped, std::move(rare_), "left out ", "skill tag",
             " of " + skills + " met less than " + grouped(options_.min_count) + " times");
  }

  PostingsOptions options_;
  Taxonomy given_;
  TagJoiner joiner_;
  KnownSkills skills_;
  ImportReport report_;
  std::vector<Posting> postings_;
  std::unordered_map<std::string, std::size_t> ids_;
  std::uint64_t rows_ = 0;
  std::uint64_t tags_ = 0;
  ImportNote no_company_{"postings_without_company", ""};
  ImportNote no_skills_{"postings_without_skills", ""};
  ImportNote no_known_{"postings_without_known_skills", ""};
  ImportNote merged_{"merged_postings", ""};
  ImportNote repeated_{"repeated_tags", ""};
  ImportNote renamed_{"renamed_rows", ""};
  ImportNote joined_{"joined_tags", ""};
  ImportNote unknown_{"unknown_skills", ""};
  ImportNote rare_{"rare_skills", ""};
  NameCounts joined_names_;
  NameCounts unknown_names_;
  Counts rare_names_;
};

}  // namespace

PostingsImport import_postings(const std::string& path, const Taxonomy& taxonomy,
                               const PostingsOptions& options) {
  if (!is_required_level(options.level)) {
    throw std::invalid_argument("the level is out of range");
  }
  return PostingImporter(taxonomy, options).run(path);
}

}  // namespace skillmatch::io
