# Completion of freehold for bash. Written by `freehold docs-tables docs` from
# vm/cli/catalogue.cpp.

_freehold_words() {
    COMPREPLY=($(compgen -W "$2" -- "$1"))
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    return 0
}

_freehold_files() {
    compopt -o filenames
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -- "$1"))
}

# The last word of a list with commas; the words before it stay.
_freehold_list() {
    local before=
    [[ $1 == *,* ]] && before=${1%,*},
    compopt -o nospace
    COMPREPLY=($(compgen -P "$before" -W "$2" -- "${1##*,}"))
}

# The value of an option; fails for a word that is no option with a value.
_freehold_value() {
    case $1 in
        --input) _freehold_files "$2" ;;
        --record) _freehold_files "$2" ;;
        --define|-D) ;;
        --heap) ;;
        --stack) ;;
        --max-steps) ;;
        --max-time) ;;
        --heap-policy) _freehold_words "$2" 'first-fit next-fit best-fit worst-fit segregated buddy bump' ;;
        --coalesce) _freehold_words "$2" 'now deferred off' ;;
        --quarantine) ;;
        --redzone) ;;
        --fill-new) ;;
        --fill-free) ;;
        --enforce) _freehold_words "$2" 'ownership memory none' ;;
        --engine) _freehold_words "$2" 'fast checked' ;;
        --replay) ;;
        --goto) ;;
        --do) ;;
        --report) _freehold_list "$2" 'all none heap moves ends scopes borrows copies writes calls io leaks incidents alloc move free skip forget borrow ended copy write object scope call ret output input exit broken harm fault leak' ;;
        --report-file) _freehold_files "$2" ;;
        --from) ;;
        --to) ;;
        --last) ;;
        --only) _freehold_list "$2" 'all none heap moves ends scopes borrows copies writes calls io leaks incidents alloc move free skip forget borrow ended copy write object scope call ret output input exit broken harm fault leak code data bss stack' ;;
        --function) ;;
        --seed) ;;
        --count) ;;
        --ask) _freehold_list "$2" 'verdict segment owner valid same-block alive next-free freed-by depth prints left ends fault' ;;
        --answers) _freehold_files "$2" ;;
        --leaks) _freehold_words "$2" 'report error' ;;
        --output|-o) _freehold_files "$2" ;;
        --export) _freehold_files "$2" ;;
        --gradescope-zip) _freehold_files "$2" ;;
        --jobs|-j) ;;
        --reports) _freehold_files "$2" ;;
        --format) _freehold_words "$2" 'text json sarif jsonl chrome csv gradescope classroom junit tap' ;;
        --color) _freehold_words "$2" 'auto always never' ;;
        *) return 1 ;;
    esac
    return 0
}

_freehold() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} options=
    local commands='run check trace debug compare quiz heap-compare grade asm dis explain examples help version'
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
        _freehold_words "$cur" "$commands --help --version"
        return
    fi
    # Bash takes `--option=value` for three words.
    if [[ $cur == = ]]; then
        _freehold_value "$prev" ''
        return
    fi
    if [[ $prev == = ]]; then
        _freehold_value "${COMP_WORDS[COMP_CWORD - 2]}" "$cur"
        return
    fi
    _freehold_value "$prev" "$cur" && return
    _freehold_operands() { :; }
    case $command in
        run)
            options='--input= --record= --define= --heap= --stack= --max-steps= --max-time= --heap-policy= --coalesce= --quarantine= --redzone= --fill-new= --fill-free= --heap-stats --enforce= --engine= --no-verify --replay= --debug-on-fault --report= --report-file= --map --leaks= --quiet --format= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        check)
            options='--define= --states --drops --quiet --format= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        trace)
            options='--input= --record= --define= --heap= --stack= --max-steps= --heap-policy= --coalesce= --quarantine= --redzone= --fill-new= --fill-free= --enforce= --no-verify --replay= --from= --to= --last= --only= --function= --every-line --quiet --output= --format= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        debug)
            options='--input= --define= --heap= --stack= --max-steps= --heap-policy= --coalesce= --quarantine= --redzone= --fill-new= --fill-free= --enforce= --no-verify --replay= --goto= --do= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        compare)
            options='--input= --define= --heap= --stack= --max-steps= --heap-policy= --coalesce= --quarantine= --redzone= --fill-new= --fill-free= --format= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        quiz)
            options='--input= --define= --heap= --stack= --max-steps= --no-verify --seed= --count= --ask= --answers= --print --key --format= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        heap-compare)
            options='--input= --define= --heap= --stack= --max-steps= --coalesce= --quarantine= --redzone= --fill-new= --fill-free= --format= --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        grade)
            options='--output= --student --validate --export= --gradescope-zip= --jobs= --reports= --format= --color= --help'
            _freehold_operands() { compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); }
            ;;
        asm)
            options='--define= --quiet --output= --strip --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        dis)
            options='--define= --output= --listing --color= --help'
            _freehold_operands() { _freehold_files "$cur"; }
            ;;
        explain)
            options='--list --names --color= --help'
            _freehold_operands() { _freehold_words "$cur" "$(freehold explain --names 2>/dev/null)"; }
            ;;
        examples)
            options='--names --color= --help'
            _freehold_operands() { _freehold_words "$cur" "$(freehold examples --names 2>/dev/null)"; }
            ;;
        help)
            options='--color= --help'
            _freehold_operands() { _freehold_words "$cur" "$commands"; }
            ;;
        version)
            options='--color= --help'
            _freehold_operands() { :; }
            ;;
    esac
    if [[ $cur == -* ]]; then
        _freehold_words "$cur" "$options"
    else
        _freehold_operands
    fi
    unset -f _freehold_operands
}

complete -F _freehold freehold
