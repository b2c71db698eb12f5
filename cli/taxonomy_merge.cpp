// skillmatch taxonomy merge: two taxonomies or catalogs as one.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "output_files.h"

#include <array>
#include <string>
#include <vector>

#include <skillmatch/io/merge_report.h>
#include <skillmatch/io/read.h>
#include <skillmatch/io/write.h>
#include <skillmatch/taxonomy_merge.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kConflictsShown = 20;

constexpr std::array kTaxonomyMergeOptions{
    kOutputOption,
    Option{"report", 0, "FILE", "", "write what was joined, added and in conflict as JSON"},
    kQuietOption,
};

std::vector<std::string> account(const io::MergeAccount& merged) {
  const MergeReport& report = merged.report;
  std::vector<std::string> lines{
      "joined " + grouped(report.joined.size()) + " of " + grouped(merged.second_skills) +
          " skills of " + printable(merged.second) + " with those of " + printable(merged.first) +
          ", which got " + grouped(report.names_added) + " more names",
      "added " + grouped(report.added.size()) + " skills behind the " +
          grouped(merged.first_skills) + " of " + printable(merged.first)};
  if (report.companies_added > 0) {
    lines.push_back("added " + grouped(report.companies_added) + " companies");
  }
  for (std::size_t i = 0; i < report.conflicts.size() && i < kConflictsShown; ++i) {
    lines.push_back("conflict: " + io::conflict_text(report.conflicts[i]));
  }
  if (report.conflicts.size() > kConflictsShown) {
    lines.push_back("and " + grouped(report.conflicts.size() - kConflictsShown) +
                    " more conflicts; --report FILE has all");
  }
  return lines;
}

int run_taxonomy_merge(const Arguments& arguments) {
  const std::vector<std::string>& inputs = arguments.positional;
  refuse_two_standard_inputs(inputs);
  OutputFiles files(arguments, {"output", "report"}, inputs);
  const Reading reading(arguments);
  const io::SkillsFile first = io::load_skills(inputs[0], reading.options());
  const io::SkillsFile second = io::load_skills(inputs[1], reading.options());
  MergedCatalog merged = merge_catalogs(first.catalog, second.catalog);

  files.write("output", [&](std::ostream& out) {
    if (first.is_taxonomy && second.is_taxonomy) {
      io::write_taxonomy(out, merged.catalog.taxonomy());
    } else {
      io::write_catalog(out, merged.catalog);
    }
  });
  const io::MergeAccount told{inputs[0], inputs[1], first.catalog.taxonomy().size(),
                              second.catalog.taxonomy().size(), std::move(merged.report)};
  files.write("report", [&](std::ostream& out) {
    io::write_merge_report(out, told, merged.catalog.taxonomy());
  });
  files.commit();
  if (!arguments.has("quiet")) tell(account(told));
  return kDone;
}

}  // namespace

const Command kTaxonomyMerge{
    "taxonomy merge",
    "FIRST SECOND",
    2,
    2,
    "make one of two taxonomies or catalogs",
    "Skills that share a name, id or alias become one, under the id that FIRST gives it and with "
    "the names\n"
    "of both. FIRST's skills come first, in their order, so that its columns stay where they are. "
    "Where a\n"
    "name means two skills of FIRST it stays with the one that has it, and that is said. Two "
    "taxonomies\n"
    "make a taxonomy, anything else a catalog with the companies of both.",
    "  skillmatch taxonomy merge data/taxonomy.json ours.json -o both.json --report merge.json\n"
    "  skillmatch taxonomy merge onet.json esco.json -o occupations.json\n",
    kTaxonomyMergeOptions,
    run_taxonomy_merge,
};

}  // namespace skillmatch::cli
