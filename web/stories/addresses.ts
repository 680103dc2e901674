/** The pages that every story about appearance walks through. */
import type { Page } from "playwright-core";

export const outside = ["/sign-in", "/forgot", "/no-such-page", "/offline"];
const inside = [
  "/feed", "/feed?view=for-you", "/feed?view=latest", "/people", "/people?q=nobody-has-this-name", "/people/ines-halvorsen",
  "/people/ines-halvorsen/followers", "/people/ines-halvorsen/organisation", "/people/amara-nwosu-keller/blog", "/spaces", "/spaces?mine=1", "/spaces/new",
  "/articles", "/events", "/events?view=month", "/events?view=week", "/events?mine=1", "/events/new", "/events/feed", "/calendar/braking-running-gear", "/questions", "/questions/new", "/feed?before=1", "/posts/new", "/posts/new?kind=article", "/posts/new?kind=note&draft=poll", "/search", "/search?q=brake", "/search?q=brake&kind=note&sort=newest", "/search?q=zzzzqq", "/drafts", "/bookmarks",
  "/notifications", "/notifications?show=unread", "/settings", "/settings/account", "/settings/notifications", "/settings/security", "/settings/profile", "/settings/muted", "/settings/presence", "/settings/privacy", "/settings/analyses", "/charter", "/moderation/mine", "/moderation/log", "/suggestions", "/docs/api", "/no-such-page",
];
export const administration = ["/admin/members", "/admin/organisations", "/admin/notifications", "/audit", "/audit/verification", "/retention", "/retention/preview", "/retention/preview/items", "/holds", "/cases", "/privacy/requests", "/incidents", "/charter/manage", "/charter/manage/new", "/moderation/cases", "/moderation/rules", "/moderation/waves", "/moderation/limits", "/posts/new?kind=announcement"];

/** All pages of a member; those whose address only the sample company knows are found by their links. */
export async function pages(page: Page): Promise<string[]> {
  const found = [...inside];
  await page.goto("/feed?view=latest");
  const post = await hrefOf(page, "article.post .meta a[href^='/posts/']");
  found.push(post, `${post}/history`, `${post.replace(/^(\/posts\/\d+).*/, "$1")}/bookmark`);
  await page.goto("/events");
  found.push(await hrefOf(page, "main .slot a[href^='/events/']"));
  await page.goto("/articles");
  found.push(await hrefOf(page, "main h2 a[href^='/posts/'], main a[href^='/posts/']"));
  const space = "/spaces/braking-running-gear";
  found.push(space, `${space}/about`, `${space}/members`);
  await page.goto("/feed?view=latest");
  const tag = await page.locator("main a[href^='/tags/']").first().getAttribute("href", { timeout: 1_000 }).catch(() => null);
  if (tag) found.push(tag);
  return found;
}

async function hrefOf(page: Page, selector: string): Promise<string> {
  const href = await page.locator(selector).first().getAttribute("href");
  if (!href) throw new Error(`${page.url()} has no ${selector}`);
  return href;
}
