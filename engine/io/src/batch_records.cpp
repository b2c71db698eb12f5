#include "batch_records.h"

#include "append_json.h"
#include "trec.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <skillmatch/explain.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/write.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// Of a rejected line; more is rarely read by people and makes a file of rejects explode.
constexpr std::size_t kMostTextBytes = std::size_t{64} << 10;

void member(std::string& out, const char* key, double value) {
  out += key;
  append_number(out, value);
}

void member(std::string& out, const char* key, std::uint64_t value) {
  out += key;
  append_number(out, value);
}

void member(std::string& out, const char* key, std::string_view value) {
  out += key;
  append_json_string(out, value);
}

void member(std::string& out, const char* key, const std::optional<double>& value) {
  out += key;
  if (value) {
    append_number(out, *value);
  } else {
    out += "null";
  }
}

// `[item,item]`
template <typename Items, typename Append>
void list(std::string& out, const char* key, const Items& items, const Append& append) {
  out += key;
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(item);
  }
  out += ']';
}

constexpr const char* kRunTag = "skillmatch";

}  // namespace

void append_reject(const Reject& reject, std::string& out) {
  member(out, "{\"line\":", reject.line);
  member(out, ",\"record\":", reject.record + 1);
  member(out, ",\"reason\":", reject.reason);
  std::string_view text = reject.text;
  if (text.size() > kMostTextBytes) {
    std::size_t end = kMostTextBytes;  // not within a character
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text = text.substr(0, end);
    member(out, ",\"bytes\":", std::uint64_t{reject.text.size()});
  }
  member(out, ",\"text\":", text);
  out += "}\n";
}

void append_score_members(const Score& score, std::string& out) {
  member(out, "\"score\":", score.score);
  member(out, ",\"cosine\":", score.cosine);
  member(out, ",\"coverage\":", score.coverage);
  member(out, ",\"gate\":", id_of(score.gate));
  if (score.mutual) member(out, ",\"mutual\":", *score.mutual);
}

void append_candidate_line(const CandidateHead& head, std::string_view company,
                           std::optional<std::string_view> not_ranked,
                           std::span<const RankedCandidate> candidates, std::string& out) {
  member(out, "{\"company\":", company);
  if (head.top == std::numeric_limits<std::size_t>::max()) {
    out += ",\"top\":null";
  } else {
    member(out, ",\"top\":", std::uint64_t{head.top});
  }
  member(out, ",\"run\":", head.run);
  if (head.shard.count > 1) {
    member(out, ",\"shard\":[", head.shard.number);
    member(out, ",", head.shard.count);
    out += ']';
  }
  std::uint64_t rank = 0;
  list(out, ",\"results\":", candidates, [&](const RankedCandidate& candidate) {
    member(out, "{\"rank\":", ++rank);
    member(out, ",\"record\":", candidate.record + 1);
    member(out, ",\"profile\":", std::string_view(candidate.profile));
    out += ',';
    append_score_members(candidate.score, out);
    out += '}';
  });
  if (not_ranked) member(out, ",\"not_ranked\":", *not_ranked);
  out += "}\n";
}

BatchRecords::BatchRecords(const Scorer& scorer, const BatchOptions& options)
    : scorer_(scorer),
      by_(options.by),
      format_(options.format),
      explain_(options.explain),
      mutual_(options.rank.mutual) {}

std::string BatchRecords::header() const {
  if (format_ != BatchFormat::csv) return {};
  std::string row =
      by_ == BatchBy::profile ? "record,profile,rank,company" : "company,rank,record,profile";
  row += ",score,cosine,coverage,gate";
  if (mutual_) row += ",mutual";
  return row + ",not_ranked\r\n";
}

// score,cosine,coverage,gate[,mutual],
void BatchRecords::add_score(const Score& score, std::string& out) const {
  for (const double x : {score.score, score.cosine, score.coverage}) {
    append_number(out, x);
    out += ',';
  }
  out += id_of(score.gate);
  if (mutual_) {
    out += ',';
    append_number(out, score.mutual.value_or(0.0));
  }
  out += ",\r\n";
}

void BatchRecords::add(std::uint64_t record, const ProfileView& profile, const Ranking& ranking,
                       std::string& out) const {
  const Catalog& catalog = scorer_.catalog();
  const auto& results = ranking.results;
  std::uint64_t rank = 0;
  switch (format_) {
    case BatchFormat::jsonl:
      member(out, "{\"record\":", record + 1);
      member(out, ",\"profile\":", profile.id);
      list(out, ",\"results\":", results, [&](const RankedCompany& result) {
        member(out, "{\"rank\":", ++rank);
        member(out, ",\"company\":", catalog.company_id(result.company));
        out += ',';
        append_score_members(result.score, out);
        if (explain_) add_explanation(profile, result, out);
        out += '}';
      });
      if (ranking.not_ranked_profile) {
        member(out, ",\"not_ranked\":", id_of(*ranking.not_ranked_profile));
      }
      out += "}\n";
      return;
    case BatchFormat::csv: {
      std::string begin;
      append_number(begin, record + 1);
      begin += ',' + csv_cell(profile.id) + ',';
      if (ranking.not_ranked_profile) {
        out += begin + (mutual_ ? ",,,,,,," : ",,,,,,");
        out += id_of(*ranking.not_ranked_profile);
        out += "\r\n";
      }
      for (const RankedCompany& result : results) {
        out += begin;
        append_number(out, ++rank);
        out += ',' + csv_cell(catalog.company_id(result.company)) + ',';
        add_score(result.score, out);
      }
      return;
    }
    case BatchFormat::trec: {
      RunRows rows(trec_word(profile.id), kRunTag);
      for (const RankedCompany& result : results) {
        rows.append(out, trec_word(catalog.company_id(result.company)), run_score(result.score));
      }
      return;
    }
  }
}

void BatchRecords::add(const CandidateHead& head, std::string_view company,
                       std::optional<NotRankedReason> not_ranked,
                       std::span<const RankedCandidate> candidates, std::string& out) const {
  std::uint64_t rank = 0;
  switch (format_) {
    case BatchFormat::jsonl:
      append_candidate_line(head, company,
                            not_ranked ? std::optional(id_of(*not_ranked)) : std::nullopt,
                            candidates, out);
      return;
    case BatchFormat::csv: {
      const std::string begin = csv_cell(company) + ',';
      if (not_ranked) {
        out += begin + (mutual_ ? ",,,,,,,," : ",,,,,,,");
        out += id_of(*not_ranked);
        out += "\r\n";
      }
      for (const RankedCandidate& candidate : candidates) {
        out += begin;
        append_number(out, ++rank);
        out += ',';
        append_number(out, candidate.record + 1);
        out += ',' + csv_cell(candidate.profile) + ',';
        add_score(candidate.score, out);
      }
      return;
    }
    case BatchFormat::trec: {
      RunRows rows(trec_word(company), kRunTag);
      for (const RankedCandidate& candidate : candidates) {
        rows.append(out, trec_word(candidate.profile), run_score(candidate.score));
      }
      return;
    }
  }
}

// The members that `rank --format json` has too.
void BatchRecords::add_explanation(const ProfileView& profile, const RankedCompany& result,
                                   std::string& out) const {
  const Taxonomy& taxonomy = scorer_.catalog().taxonomy();
  const Explanation explanation =
      explain(scorer_,
              Profile(std::string(profile.id), {profile.skills.begin(), profile.skills.end()},
                      {profile.wants.begin(), profile.wants.end()}),
              result.company);
  const auto skill = [&](SkillId id) {
    member(out, "{\"skill\":", std::string_view(taxonomy.skill(id).id));
  };
  list(out, ",\"gate_reasons\":", explanation.gate_reasons, [&](const GateReason& r) {
    skill(r.skill);
    member(out, ",\"have\":", r.have);
    member(out, ",\"need\":", r.need);
    member(out, ",\"gate\":", id_of(r.gate));
    out += '}';
  });
  list(out, ",\"matched\":", explanation.matched, [&](const SkillTerm& term) {
    skill(term.requirement.skill);
    member(out, ",\"have\":", term.have);
    member(out, ",\"need\":", term.requirement.level);
    member(out, ",\"cosine_term\":", term.cosine_term);
    member(out, ",\"coverage_term\":", term.coverage_term);
    out += '}';
  });
  list(out, ",\"missing\":", explanation.missing, [&](const MissingSkill& m) {
    skill(m.skill);
    member(out, ",\"have\":", m.have);
    member(out, ",\"need\":", m.need);
    member(out, ",\"loss\":", m.loss);
    out += '}';
  });
}

}  // namespace skillmatch::io
