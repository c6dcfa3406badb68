/* One feedback round: a leader asked the board about their own leadership, and the answers are nobody's. */

import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { Page, Waiting } from "../parts/page.js";
import { Begun, RoundAnswer } from "../parts/round-answer.js";
import { RoundReply, RoundResults } from "../parts/round-results.js";
import { Day, Person } from "../parts/words.js";
import { session } from "../session.js";
import { useResource } from "../store.js";
import { moment, t } from "../texts.js";

export default function Round() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  const round = useResource(`/feedback-rounds/${params.round}`);
  return html`
    <${Waiting} of=${round}>
      ${() => {
        const one = round.data;
        const mine = one.leader?.id === session.value?.account?.id;
        const open = one.state === "open";
        const answering = open && !mine && !one.answered && board.writes;
        return html`
          <${Page} title=${one.title} back=${{ href: `/boards/${params.board}/feedback?box=rounds`, text: t("team-box-rounds") }}
            lead=${html`${t("team-round-about")} <${Person} who=${one.leader} />`}>
            <p class="facts">
              <span class="status">${t(`team-round-${one.state}`)}</span>
              <span>${t(open ? "team-round-closes" : "team-round-closed-on")} <time datetime=${one.closes_at}>${moment(one.closes_at)}</time></span>
              <span>${t("team-round-needs", { threshold: one.threshold })}</span>
            </p>
            <${State} round=${one} mine=${mine} />
            ${answering && html`<${RoundAnswer} key=${one.id} board=${params.board} round=${one} />`}
            ${!answering && !mine && html`<${Begun} round=${one} />`}
            ${one.reply && html`<${Reply} reply=${one.reply} />`}
            ${open && !answering && html`<${Questions} of=${one.questions} />`}
            ${(one.state === "replied" || (one.state === "closed" && mine)) && html`<${RoundResults} board=${params.board} round=${one} can=${board.writes} />`}
            ${one.state === "closed" && mine && board.writes && html`<${RoundReply} board=${params.board} round=${one} />`}
          <//>
        `;
      }}
    <//>
  `;
}

/** Where it stands, as a sentence to this reader. @param {{ round: any, mine: boolean }} props */
function State({ round, mine }) {
  const name =
    round.state === "open"
      ? mine
        ? "team-round-is-yours"
        : round.answered && "team-round-is-answered"
      : round.state === "too_few"
        ? "team-round-is-too-few"
        : round.state === "closed" && (mine ? "team-round-is-owed" : "team-round-is-awaited");
  return name && html`<p class="note" role="status">${t(name)}</p>`;
}

/** @param {{ of: { number: number, text: string }[] }} props */
function Questions({ of }) {
  return html`
    <section class="part">
      <h2>${t("team-round-questions")}</h2>
      <ol>${of.map((one) => html`<li key=${one.number}><bdi>${one.text}</bdi></li>`)}</ol>
    </section>
  `;
}

/** @param {{ reply: any }} props */
function Reply({ reply }) {
  return html`
    <section class="part">
      <h2>${t("team-round-reply")}</h2>
      <article class="card">
        <h3>${t("team-round-heard")}</h3>
        <p class="said" dir="auto">${reply.heard}</p>
        <h3>${t("team-round-will-change")}</h3>
        <p class="said" dir="auto">${reply.will_change}</p>
        <p class="facts"><${Day} on=${reply.at} /></p>
      </article>
    </section>
  `;
}
