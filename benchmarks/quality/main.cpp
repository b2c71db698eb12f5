// Quality on real data, as tables in Markdown: README.md has what they say.
//   quality FOLDER [TASK …]      of the real data; without a task all of them
#include "quality.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  const struct {
    std::string name;
    void (*run)(const std::string&);
  } tasks[] = {{"related", quality::related_occupations},
               {"postings", quality::postings},
               {"developers", quality::developers},
               {"occupations", quality::occupations_by_skills}};
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) {
    std::fputs("quality FOLDER [related|postings|developers|occupations …]\n", stderr);
    return 2;
  }
  try {
    for (const auto& task : tasks) {
      bool is_wanted = words.size() == 1;
      for (std::size_t i = 1; i < words.size(); ++i) is_wanted = is_wanted || words[i] == task.name;
      if (is_wanted) task.run(words[0]);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
