// Writes and reads through the proxy while scripts/cluster does its worst, and counts what came of it.
//
// A write is repeated with the same key until it is acknowledged, as a browser's queue does. At the end every
// acknowledged post must be there, once. Requests that failed are counted by what was going on.
import { readFileSync, writeFileSync } from 'node:fs';

const [base, token, phaseFile, reportFile] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' };
const phases = new Map();
const acknowledged = new Map();
let heard = 0;

const phase = () => {
    try {
        return readFileSync(phaseFile, 'utf8').trim();
    } catch {
        return 'all three';
    }
};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function counted(name) {
    if (!phases.has(name)) {
        phases.set(name, { answered: 0, failed: 0, slowest_ms: 0, why: {} });
    }
    return phases.get(name);
}

async function ask(method, path, body) {
    const during = counted(phase());
    const begun = Date.now();
    try {
        const answer = await fetch(base + path, {
            method,
            headers,
            body: body && JSON.stringify(body),
            signal: AbortSignal.timeout(15_000),
        });
        const told = await answer.json().catch(() => null);
        during.slowest_ms = Math.max(during.slowest_ms, Date.now() - begun);
        if (answer.ok) {
            during.answered += 1;
            return told;
        }
        during.why[answer.status] = (during.why[answer.status] ?? 0) + 1;
    } catch (error) {
        const why = error.cause?.code ?? error.name;
        during.why[why] = (during.why[why] ?? 0) + 1;
    }
    during.failed += 1;
    return null;
}

async function write(writer) {
    for (let n = 0; phase() !== 'end'; n += 1) {
        const once = `w${writer}n${n}`;
        const form = { kind: 'note', body: `${once}: the door of car 7 sticks again`, once };
        for (;;) {
            const made = await ask('POST', '/posts', form);
            if (made) {
                acknowledged.set(once, made.id);
                break;
            }
            await pause(200);
        }
        await pause(20);
    }
}

async function read() {
    while (phase() !== 'end') {
        await ask('GET', '/feed?view=latest');
        await pause(20);
    }
}

// An open page: it comes back by itself, as a browser does.
async function listen() {
    let last = '';
    while (phase() !== 'end') {
        try {
            const more = last ? { 'last-event-id': last } : {};
            const stream = await fetch(`${base}/live?topics=feed:latest`, {
                headers: { ...headers, accept: 'text/event-stream', ...more },
                signal: AbortSignal.timeout(20_000),
            });
            for await (const chunk of stream.body) {
                const text = Buffer.from(chunk).toString();
                heard += (text.match(/^event:/gm) ?? []).length;
                last = text.match(/^id: ?(.*)$/m)?.[1] ?? last;
            }
        } catch {
            // The node went away, or it is time to look whether the end has come.
        }
        await pause(300);
    }
}

await Promise.all([write(1), write(2), write(3), write(4), read(), read(), listen()]);

let lost = 0;
for (const [once, id] of acknowledged) {
    const found = await ask('GET', `/posts/${id}`);
    if (!found?.body?.startsWith(`${once}:`)) {
        lost += 1;
    }
}
const times = new Map();
for (let before = ''; ; ) {
    const page = await ask('GET', `/feed?view=latest&before=${before}`);
    for (const item of page?.items ?? []) {
        const word = item.html?.match(/w\dn\d+/)?.[0];
        times.set(word, (times.get(word) ?? 0) + 1);
    }
    if (!page?.next) {
        break;
    }
    before = page.next;
}
const doubled = [...times.values()].filter((n) => n > 1).length;
const report = { acknowledged: acknowledged.size, lost, doubled, heard, phases: Object.fromEntries(phases) };
writeFileSync(reportFile, JSON.stringify(report, null, 2));
console.log(JSON.stringify(report, null, 2));
// Failing while there is no database is what must happen; losing, doubling and failing otherwise is not.
const silent = ['all three', 'rolling restart', 'a node killed', 'database back'];
const failed = silent.reduce((sum, name) => sum + (phases.get(name)?.failed ?? 0), 0);
process.exit(lost + doubled + failed === 0 && heard > 0 ? 0 : 1);
