#include "korean_endings.h"

#include "characters.h"

#include <algorithm>
#include <array>

namespace skillmatch {
namespace {

// Each may be followed by more particles: 에서+는, 으로+의. A longer one first.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"으로서", "으로써", "이라는", "이라고", "에서", "에게", "으로", "로서", "로써", "까지",
     "부터",   "이나",   "이랑",   "이며",   "이든", "처럼", "보다", "마다", "조차", "밖에",
     "라는",   "라고",   "하고",   "뿐만",   "만큼", "대로", "이라", "이고", "등의", "은",
     "는",     "이",     "가",     "을",     "를",   "과",   "와",   "로",   "의",   "에",
     "도",     "만",     "나",     "랑",     "등",   "및",   "뿐"});

// Nouns that a skill stands before without a space.
constexpr auto kCompounds = std::to_array<std::string_view>(
    {"개발",         "개발자", "경험", "경험자",   "관련",   "기반",   "기법",       "기술",
     "기술자",       "기초",   "능력", "담당",     "담당자", "도구",   "라이브러리", "모델",
     "모델링",       "모듈",   "문법", "분석",     "분석가", "분야",   "사용",       "사용자",
     "서버",         "서비스", "설계", "스킬",     "시스템", "실력",   "실무",       "알고리즘",
     "애플리케이션", "업무",   "역량", "연구",     "연구원", "연구자", "엔지니어",   "엔지니어링",
     "운영",         "응용",   "이론", "인프라",   "자격증", "적용",   "전공",       "전문가",
     "지식",         "직무",   "코드", "클러스터", "트랙",   "팀",     "프레임워크", "프로그래밍",
     "프로젝트",     "활용"});

// How forms of 하다, 되다 and 이다 begin; the rest of the word is theirs.
constexpr auto kVerbs = std::to_array<std::string_view>(
    {"하", "했", "한",   "할", "해",   "합",   "되",   "된",   "될",   "됐",   "됩",  "입니다",
     "인", "임", "이었", "였", "이에", "예요", "이다", "이지", "이자", "시키", "시켰"});

}  // namespace

std::string_view hangul_run(std::string_view text) noexcept {
  std::size_t end = 0;
  while (end < text.size() && is_hangul(char_at(text, end))) end += decode(text.substr(end)).bytes;
  return text.substr(0, end);
}

bool is_whole_noun_before(std::string_view run,
                          const std::function<bool(std::size_t)>& begins_name) {
  // Words of more than that are not looked into.
  constexpr std::size_t kLongest = 60;
  if (run.size() > kLongest) return false;
  for (std::size_t at = 0;;) {
    const std::string_view rest = run.substr(at);
    if (is_particles(rest) || (begins_name && begins_name(at))) return true;
    if (std::any_of(kVerbs.begin(), kVerbs.end(),
                    [&](std::string_view verb) { return rest.starts_with(verb); })) {
      return true;
    }
    std::size_t longest = 0;
    for (const std::string_view noun : kCompounds) {
      if (rest.starts_with(noun)) longest = std::max(longest, noun.size());
    }
    if (longest == 0) return false;
    at += longest;
  }
}

bool is_particles(std::string_view run) noexcept {
  while (!run.empty()) {
    const auto particle = std::find_if(kParticles.begin(), kParticles.end(),
                                       [&](std::string_view p) { return run.starts_with(p); });
    if (particle == kParticles.end()) return false;
    run.remove_prefix(particle->size());
  }
  return true;
}

std::string_view without_particle(std::string_view text) noexcept {
  for (const std::string_view particle :
       {"이라든지", "이나", "이랑", "하고", "이며", "이고", "이든", "에서", "으로",
        "과",       "와",   "나",   "랑",   "및",   "등",   "은",   "는",   "이",
        "가",       "을",   "를",   "로",   "의",   "에",   "도"}) {
    const std::string_view rest = text.substr(std::min(particle.size(), text.size()));
    if (text.starts_with(particle) && !is_hangul(char_at(rest, 0))) return rest;
  }
  return text;
}

}  // namespace skillmatch
