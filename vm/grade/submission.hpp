// SPDX-License-Identifier: MIT
// What a student handed in: a file, or a folder with that file in it.
#pragma once

#include <string>

#include "freehold/source.hpp"

namespace freehold::grade {

class Submission {
public:
    /// `file` is what the rubric calls the file. Nothing is read yet.
    Submission(std::string path, std::string file);

    const std::string& path() const { return m_path; }
    /// Its text, under the rubric's name for it: of a folder the file of that name, else the only
    /// .fh file there is. Throws FileError; links are not followed.
    Source main() const;
    /// A file that it includes; only a folder has others. Throws FileError.
    Source included(const std::string& path) const;

private:
    bool is_folder() const;
    std::string file_of_folder() const;

    std::string m_path;
    std::string m_file;
};

}  // namespace freehold::grade
