-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/quicksort.fh, for Lua 5.4 and LuaJIT. What wraps lies before the
-- sort and behind it, once an element.
local folder = arg[0]:match("^(.*)/") or "."
local wrap = dofile(folder .. (jit and "/wrap_luajit.lua" or "/wrap_lua54.lua"))

local function sort(a, low, high)
    if low >= high then return end
    local span = high - low
    local pivot = a[low + (span - span % 2) / 2]
    local i = low - 1
    local j = high + 1
    while true do
        repeat i = i + 1 until a[i] >= pivot
        repeat j = j - 1 until a[j] <= pivot
        if i >= j then break end
        a[i], a[j] = a[j], a[i]
    end
    sort(a, low, j)
    sort(a, j + 1, high)
end

local function check(a)
    for i = 2, #a do
        if a[i - 1] > a[i] then
            error("element " .. i - 1 .. " is smaller than the one before it")
        end
    end
end

local n = tonumber(arg[1]) or 100000
local a = wrap.scattered(n)
sort(a, 1, n)
check(a)
print("quicksort " .. wrap.checksum(a))
