-- Run by neovim.deep.test.ts: opens a note, speaks to the server as Neovim's own client does, and prints what came back as one line of JSON.
local server = vim.split(vim.env.ENCOUNTER_SERVER, '\n')
local function wait(what, ready)
  if not vim.wait(30000, ready, 20) then
    print(vim.fn.json_encode({ problem = 'no ' .. what }))
    vim.cmd('qa!')
  end
end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  local _, answer = next(answers)
  return answer and answer.result
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.ENCOUNTER_NOTE))
local id = vim.lsp.start_client({ cmd = server, root_dir = vim.fn.getcwd(), name = 'encounter-notes' })
vim.lsp.buf_attach_client(0, id)
wait('findings', function() return #vim.diagnostic.get(0) > 0 end)

local found = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, { rule = one.user_data.lsp.code, line = one.lnum + 1, severity = one.severity })
end

-- The caret is on the code that the nurse may not bill.
vim.fn.search('95991')
local position = vim.lsp.util.make_position_params()
local hover = ask('textDocument/hover', position)

local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0) }
local actions = ask('textDocument/codeAction', params)
local titles = {}
for _, action in ipairs(actions or {}) do table.insert(titles, action.title) end
local chosen = actions[1]
if not chosen.edit then chosen = ask('codeAction/resolve', chosen) end
vim.lsp.util.apply_workspace_edit(chosen.edit, 'utf-16')
local line = vim.api.nvim_get_current_line()

vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'pr' })
vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), 2 })
local completion = ask('textDocument/completion', vim.lsp.util.make_position_params())
local labels = {}
for _, item in ipairs(completion.items or completion) do table.insert(labels, item.label) end
vim.api.nvim_buf_set_lines(0, -2, -1, false, {})

vim.lsp.buf.formatting_sync(nil, 30000)
print(vim.fn.json_encode({
  findings = found,
  hover = hover.contents.value,
  titles = titles,
  line = line,
  labels = labels,
  text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'),
}))
vim.cmd('qa!')
