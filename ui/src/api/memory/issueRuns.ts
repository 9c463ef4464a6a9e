/** Many private certificates at once: a list is read, judged, issued step by step. */
import { ApiError } from "../errors";
import type { IssueRow } from "../generated/IssueRow";
import type { IssueRunView } from "../generated/IssueRunView";
import type { PrepareIssueRun } from "../generated/PrepareIssueRun";
import { judge } from "./judgement";
import { issue } from "./private";
import { problem } from "./problem";
import { parseSecretName, suggestName } from "./rules";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type IssueRunMethods = Answers<
  "pickLists" | "expectLists" | "prepareIssueRun" | "findIssueRun" | "listIssueRows" | "startIssueRun" | "cancelIssueRun" | "discardIssueRun"
>;

interface MemoryIssueRow extends IssueRow {
  ttl: string;
}

export interface MemoryIssueRun {
  view: IssueRunView;
  request: PrepareIssueRun;
  rows: MemoryIssueRow[];
}

export function issueRunMethods(world: World): IssueRunMethods {
  return {
    pickLists: () => ({ name: "machines.csv", files: 1, text: "common_name,alt_names\nbuild-01.example.lan,ci.example.lan\nbuild-02.example.lan,\n" }),
    expectLists: (wanted) => {
      world.listsWanted = wanted;
    },
    prepareIssueRun: (request) => {
      requireUnlocked(world);
      const rows = rowsOf(world, request);
      const refused = rows.filter((row) => row.problem !== null).length;
      const view: IssueRunView = { id: freshId(), state: "ready", rows: rows.length, accepted: rows.length - refused, refused, done: 0, failed: 0, secondsLeft: null, problem: null };
      world.issueRuns.set(view.id, { view, request, rows });
      return view;
    },
    findIssueRun: (id) => runOf(world, id).view,
    listIssueRows: ({ runId, refusedOnly, offset, limit }) => {
      const rows = runOf(world, runId).rows.filter((row) => !refusedOnly || row.problem !== null);
      return { total: rows.length, offset, rows: rows.slice(offset, offset + limit).map(({ ttl: _ttl, ...row }) => row) };
    },
    startIssueRun: (id) => {
      runOf(world, id).view.state = "issuing";
      step(world, id);
    },
    cancelIssueRun: (id) => change(world, id, { state: "cancelled", secondsLeft: null }),
    discardIssueRun: (id) => void world.issueRuns.delete(id),
  };
}

function runOf(world: World, id: string): MemoryIssueRun {
  const found = world.issueRuns.get(id);
  if (found === undefined) throw problem("notFound", "This list is not there any more.", "Bring it again.");
  return found;
}

function change(world: World, id: string, changes: Partial<IssueRunView>): void {
  const run = runOf(world, id);
  run.view = { ...run.view, ...changes };
  send(world, { type: "issueRunChanged", id });
}

function rowsOf(world: World, request: PrepareIssueRun): MemoryIssueRow[] {
  const lines = request.list.split(/\r?\n/);
  const cells = lines.map((line) => line.split(",").map((cell) => cell.trim()));
  const head = cells[0]?.includes("common_name") === true ? cells[0] : ["common_name", "alt_names", "name", "ttl"];
  const rows = cells
    .map((row, index) => ({ line: index + 1, cell: (name: string) => row[head.indexOf(name)] ?? "" }))
    .filter(({ line, cell }) => cell("common_name") !== "" && !(line === 1 && cells[0] === head));
  if (rows.length === 0) throw problem("nothingGiven", "There is no name in the list.", "Write one common name a line.", "list");
  const seen = new Set<string>();
  return rows.map(({ line, cell }) => {
    const row = { line, name: cell("name") === "" ? suggestName(cell("common_name")) : cell("name"), commonName: cell("common_name"), altNames: cell("alt_names").split(/[\s;]+/).filter(Boolean), ttl: cell("ttl"), problem: null, secretId: null };
    return { ...row, problem: refusalOf(world, request, row, seen) };
  });
}

function contentOf({ commonName, altNames, ttl }: MemoryIssueRow) {
  const lists = { dnsNames: altNames, emailAddresses: [], ipAddresses: [], uris: [], otherNames: [] };
  return { commonName, altNames: lists, excludeCommonName: false, ttl, csr: "" };
}

function refusalOf(world: World, { templateId, groupId, rotation }: PrepareIssueRun, row: MemoryIssueRow, seen: Set<string>): ApiError | null {
  const taken = seen.has(row.name) || world.secrets.some(({ kind, name }) => kind === "private_cert" && name === row.name);
  seen.add(row.name);
  if (taken) return problem("nameTaken", `A secret with the same name already exists: ${row.name}`, "Give it another name in the column “name”.", "name");
  try {
    parseSecretName(row.name);
  } catch (refused) {
    return ApiError.from(refused);
  }
  return (judge(world, { templateId, groupId, content: contentOf(row), rotation }).problems[0] as ApiError | undefined) ?? null;
}

/** Issues some of the rows, tells, and goes on after a while. */
function step(world: World, id: string): void {
  const run = world.issueRuns.get(id);
  if (run?.view.state !== "issuing") return;
  const left = run.rows.filter((row) => row.problem === null && row.secretId === null);
  left.slice(0, world.pace.rows).forEach((row) => issueRow(world, run, row));
  const done = run.rows.filter(({ secretId }) => secretId !== null).length;
  const rest = run.view.accepted - done - run.view.failed;
  change(world, id, rest === 0 ? { done, state: "done", secondsLeft: null } : { done, secondsLeft: Math.ceil((rest / world.pace.rows) * (world.pace.everyMs / 1000)) });
  send(world, { type: "secretsChanged" });
  if (rest > 0 && (world.pace.stopsAt === undefined || done < world.pace.stopsAt)) setTimeout(() => step(world, id), world.pace.everyMs);
}

function issueRow(world: World, run: MemoryIssueRun, row: MemoryIssueRow): void {
  const { templateId, groupId, labels, rotation } = run.request;
  try {
    row.secretId = issue(world, { name: row.name, description: "", groupId, labels, customMetadata: "", templateId, content: contentOf(row), rotation }).id;
  } catch (refused) {
    row.problem = ApiError.from(refused);
    run.view = { ...run.view, failed: run.view.failed + 1 };
  }
}
